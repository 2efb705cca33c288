# core/, fcgi/ and sql/ as one number, in the library `stamp` (build_stamp.h): a program and its module are of one build, or
# their classes may differ.
file(GLOB_RECURSE stamped CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/core/*.h ${CMAKE_SOURCE_DIR}/core/*.cpp
  ${CMAKE_SOURCE_DIR}/fcgi/*.h ${CMAKE_SOURCE_DIR}/fcgi/*.cpp ${CMAKE_SOURCE_DIR}/sql/*.sql)
set(stamp_dir ${CMAKE_BINARY_DIR}/generated/stamp)
add_custom_command(
  OUTPUT ${stamp_dir}/build_stamp.cpp
  COMMAND ${CMAKE_COMMAND} -DSOURCE=${CMAKE_SOURCE_DIR} -DOUT=${stamp_dir}/build_stamp.cpp
          -P ${CMAKE_SOURCE_DIR}/cmake/build_stamp.cmake
  DEPENDS ${stamped} ${CMAKE_SOURCE_DIR}/cmake/build_stamp.cmake
  COMMENT "Stamping the build")
file(WRITE ${stamp_dir}/build_stamp.h.new "#pragma once

namespace callwidgets {

// Which sources this was built from: two of one stamp belong together.
extern const char* const build_stamp;

}  // namespace callwidgets
")
file(COPY_FILE ${stamp_dir}/build_stamp.h.new ${stamp_dir}/build_stamp.h ONLY_IF_DIFFERENT)
add_library(stamp STATIC ${stamp_dir}/build_stamp.cpp)
target_include_directories(stamp PUBLIC ${stamp_dir})
