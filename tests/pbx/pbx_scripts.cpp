#include "pbx_scripts.h"

namespace callwidgets::test {

const std::vector<PbxScript>& pbx_scripts() {
  static const std::vector<PbxScript> all = [] {
    std::vector<PbxScript> scripts;
    for (const auto& some : {pbx_telephone_scripts(), pbx_machine_scripts(), pbx_mailbox_scripts(),
                             pbx_group_scripts(), pbx_queue_scripts(), pbx_mobile_scripts(),
                             pbx_transfer_scripts(), pbx_room_scripts(), pbx_own_scripts()}) {
      scripts.insert(scripts.end(), some.begin(), some.end());
    }
    return scripts;
  }();
  return all;
}

}  // namespace callwidgets::test
