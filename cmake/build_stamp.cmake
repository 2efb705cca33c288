# -DSOURCE=FOLDER -DOUT=FILE: writes FILE, a build_stamp.cpp of the sources below FOLDER.
file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/core/*.h ${SOURCE}/core/*.cpp ${SOURCE}/fcgi/*.h ${SOURCE}/fcgi/*.cpp
  ${SOURCE}/sql/*.sql)
list(SORT files)
set(all "")
foreach(file IN LISTS files)
  file(SHA256 ${SOURCE}/${file} sum)
  string(APPEND all "${file} ${sum}\n")
endforeach()
string(SHA256 stamp "${all}")
string(SUBSTRING ${stamp} 0 16 stamp)
file(WRITE ${OUT} "#include \"build_stamp.h\"\n\nconst char* const callwidgets::build_stamp = \"${stamp}\";\n")
