#include "ways_in.h"

#include <stdexcept>

#include "web_server.h"

namespace callwidgets::test {
namespace {

using Words = std::vector<std::string>;

class NginxDoor : public Door {
 public:
  NginxDoor(const Site& site, const Words& words) : nginx_(folder_, site.socket(), words) {}
  Transport transport() const override { return nginx_.transport(); }
  void reload() const override { nginx_.reload(); }

 private:
  Folder folder_;
  Nginx nginx_;
};

class ApacheDoor : public Door {
 public:
  ApacheDoor(const Site& site, const std::string& mount, Apache::Way way, const Words& words)
      : apache_(folder_, site, mount, {}, words), way_(way) {}
  Transport transport() const override { return apache_.transport(way_); }
  void reload() const override { apache_.reload(); }

 private:
  Folder folder_;
  Apache apache_;
  Apache::Way way_;
};

class OtherDoor : public Door {
 public:
  OtherDoor(const std::string& name, const Site& site, const Words& words)
      : server_(name, folder_, site, words) {}
  Transport transport() const override { return server_.transport(); }
  void reload() const override { server_.reload(); }

 private:
  Folder folder_;
  WebServer server_;
};

Words with_login(const std::string& word, const std::string& users, Words words = {}) {
  if (!users.empty()) words.insert(words.end(), {word + "=" + users, "opened=Bearer"});
  return words;
}

WayIn nginx() {
  return {"nginx", false, false, false, [](const auto& site, const auto& mount, const auto& users) {
            return std::make_unique<NginxDoor>(site,
                                               with_login("login", users, {"mount=" + mount}));
          }};
}

WayIn apache(const std::string& name, Apache::Way way) {
  return {name, way == Apache::Way::cgi, false, way == Apache::Way::cgi,
          [way](const auto& site, const auto& mount, const auto& users) {
            return std::make_unique<ApacheDoor>(site, mount, way, with_login("basic", users));
          }};
}

WayIn other(const std::string& name, bool starts_the_program, bool restarts_lose_some,
            bool reloads_lose_some) {
  return {name, starts_the_program, restarts_lose_some, reloads_lose_some,
          [name](const auto& site, const auto& mount, const auto& users) {
            return std::make_unique<OtherDoor>(name, site,
                                               with_login("login", users, {"mount=" + mount}));
          }};
}

}  // namespace

const WayIn& way_in(const std::string& name) {
  static const std::vector<WayIn> all = {nginx(),
                                         apache("apache", Apache::Way::fcgi),
                                         apache("cgi", Apache::Way::cgi),
                                         other("lighttpd", false, true, false),
                                         other("caddy", false, false, true),
                                         other("haproxy", false, false, true),
                                         other("fcgid", true, false, true),
                                         other("rented", true, false, true)};
  for (const WayIn& way : all) {
    if (way.name == name) return way;
  }
  throw std::logic_error("there is no way in named " + name);
}

}  // namespace callwidgets::test
