# Every sql/FOLDER/NAME.sql becomes the constant sql::FOLDER::NAME (database/statement.h); sql/schema/*.sql the list
# sql::schema, in the order of their numbers; the names of sql/widgets/ the list sql::widget_names. A new file needs no edit here.
file(GLOB_RECURSE sql_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/*.sql)
set(sql_dir ${CMAKE_BINARY_DIR}/generated/sql)
add_custom_command(
  OUTPUT ${sql_dir}/statements.h ${sql_dir}/statements.cpp
  COMMAND ${CMAKE_COMMAND} -DSQL=${CMAKE_SOURCE_DIR}/sql -DOUT=${sql_dir} -P ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
  DEPENDS ${sql_files} ${CMAKE_SOURCE_DIR}/cmake/embed_sql.cmake
  COMMENT "Embedding sql/")
add_library(sql STATIC ${sql_dir}/statements.cpp ${sql_dir}/statements.h)
target_include_directories(sql PUBLIC ${CMAKE_BINARY_DIR}/generated ${CMAKE_SOURCE_DIR}/core)
