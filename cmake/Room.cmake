# room(NAME DIR LINKS a b PRIVATE c d): a static library of the .cpp files that lie directly in DIR (main.cpp apart).
# LINKS are the rooms it may touch; PRIVATE the outside libraries that its own files alone may include.
# g++ 12 is wrong about strings in a std::variant and about appending to one, hence the -Wno-…
set(CALLWIDGETS_WARNINGS -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-maybe-uninitialized -Wno-restrict)

function(room name dir)
  cmake_parse_arguments(arg "" "" "LINKS;PRIVATE" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${dir}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/core)
  target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE ${arg_PRIVATE} Threads::Threads)
  target_compile_options(${name} PRIVATE ${CALLWIDGETS_WARNINGS})
endfunction()

# Only libraries that are really used are loaded at a start.
function(program name main)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  add_executable(${name} ${main})
  target_link_libraries(${name} PRIVATE ${arg_LINKS} ${CMAKE_DL_LIBS})
  target_link_options(${name} PRIVATE -Wl,--as-needed)
  target_compile_options(${name} PRIVATE ${CALLWIDGETS_WARNINGS})
endfunction()

# part(NAME LINKS room): a room as a file of its own, NAME.so beside the programs, that a program loads when it needs it.
function(part name)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  add_library(${name} MODULE $<TARGET_OBJECTS:${arg_LINKS}>)
  target_link_libraries(${name} PRIVATE ${arg_LINKS})
  target_link_options(${name} PRIVATE -Wl,--as-needed -Wl,--no-undefined)
  set_target_properties(${name} PROPERTIES PREFIX "" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}
                        LINKER_LANGUAGE CXX)
endfunction()
