# Every sources/NAME.source becomes an entry of the list sources::shipped_kinds() (core/sources/shipped_kinds.h). A new file needs
# no edit here.
file(GLOB kind_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sources/*.source)
set(kinds_dir ${CMAKE_BINARY_DIR}/generated/kinds)
add_custom_command(
  OUTPUT ${kinds_dir}/shipped_kinds.cpp
  COMMAND ${CMAKE_COMMAND} -DKINDS=${CMAKE_SOURCE_DIR}/sources -DOUT=${kinds_dir} -P ${CMAKE_SOURCE_DIR}/cmake/embed_kinds.cmake
  DEPENDS ${kind_files} ${CMAKE_SOURCE_DIR}/cmake/embed_kinds.cmake
  COMMENT "Embedding sources/")
add_library(kinds STATIC ${kinds_dir}/shipped_kinds.cpp)
target_include_directories(kinds PUBLIC ${CMAKE_SOURCE_DIR}/core)
