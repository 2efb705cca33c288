# What Debian 12 provides. Packages without a CMake file of their own become imported targets here.
find_package(Threads REQUIRED)
find_package(date REQUIRED)
find_package(ZLIB REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
# The client library that Poco's MySQL connector wants under this name; Debian's is MariaDB's.
find_path(mysql_INCLUDE mysql.h PATH_SUFFIXES mariadb mysql REQUIRED)
find_library(mysql_LIBRARY mariadb REQUIRED)
add_library(MySQL::client UNKNOWN IMPORTED)
set_target_properties(MySQL::client PROPERTIES
  IMPORTED_LOCATION ${mysql_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${mysql_INCLUDE})
# And the one of its PostgreSQL connector.
find_path(pq_INCLUDE libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
find_library(pq_LIBRARY pq REQUIRED)
add_library(PostgreSQL::client UNKNOWN IMPORTED)
set_target_properties(PostgreSQL::client PROPERTIES
  IMPORTED_LOCATION ${pq_LIBRARY}
  INTERFACE_INCLUDE_DIRECTORIES ${pq_INCLUDE})
find_package(Poco REQUIRED COMPONENTS Foundation Util JSON Data DataSQLite DataMySQL DataPostgreSQL Net NetSSL)

function(library_target name header library)
  find_path(${name}_INCLUDE ${header} REQUIRED)
  find_library(${name}_LIBRARY ${library} REQUIRED)
  add_library(${name} UNKNOWN IMPORTED)
  set_target_properties(${name} PROPERTIES
    IMPORTED_LOCATION ${${name}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${${name}_INCLUDE})
endfunction()

library_target(fcgi fcgiapp.h fcgi)
library_target(mysqlcppconn cppconn/driver.h mysqlcppconn)
library_target(sqlite3 sqlite3.h sqlite3)
library_target(jwt jwt.h jwt)
library_target(jansson jansson.h jansson)
library_target(cppunit cppunit/TestFixture.h cppunit)
library_target(geocoding phonenumbers/geocoding/phonenumber_offline_geocoder.h geocoding)
library_target(phonenumber phonenumbers/phonenumberutil.h phonenumber)
find_library(icu_LIBRARY icuuc REQUIRED)
set_target_properties(phonenumber PROPERTIES INTERFACE_LINK_LIBRARIES "geocoding;${icu_LIBRARY}")
