// The kinds of calls that the made-up telephone system has, by what they lead to.
#pragma once

#include <vector>

#include "pbx_story.h"

namespace callwidgets::test {

std::vector<PbxScript> pbx_telephone_scripts();  // one telephone rings
std::vector<PbxScript> pbx_machine_scripts();    // menus, announcements, fax, blacklist
std::vector<PbxScript> pbx_mailbox_scripts();    // voicemail
std::vector<PbxScript> pbx_group_scripts();      // several telephones, at once or in turn
std::vector<PbxScript> pbx_queue_scripts();      // agents
std::vector<PbxScript> pbx_mobile_scripts();     // follow-me and forwards through the trunk
std::vector<PbxScript> pbx_transfer_scripts();   // blind, attended, picked up
std::vector<PbxScript> pbx_room_scripts();       // conferences and parking
std::vector<PbxScript> pbx_own_scripts();        // internal, outbound, click-to-dial

// All of them.
const std::vector<PbxScript>& pbx_scripts();

}  // namespace callwidgets::test
