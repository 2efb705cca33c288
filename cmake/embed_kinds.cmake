# cmake -DKINDS=sources -DOUT=folder -P embed_kinds.cmake: writes shipped_kinds.cpp.
file(GLOB files ${KINDS}/*.source)
list(SORT files)
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND entries "      {\"${name}\", R\"SOURCE(${text})SOURCE\"},\n")
endforeach()
file(WRITE ${OUT}/shipped_kinds.cpp "#include \"sources/shipped_kinds.h\"

namespace callwidgets::sources {

const std::map<std::string, std::string>& shipped_kinds() {
  static const std::map<std::string, std::string> kinds{
${entries}  };
  return kinds;
}

}  // namespace callwidgets::sources
")
