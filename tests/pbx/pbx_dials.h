// What telephones do when they are rung, in the dials that a dial plan is made of.
#pragma once

#include <string>
#include <vector>

#include "pbx_story.h"

namespace callwidgets::test {

// One telephone: somebody picks up and talks; nobody does until the ring time is over; the caller
// hangs up before that; the telephone refuses at once.
void pbx_answered(PbxStory& story, const std::string& telephone);
void pbx_rings_out(PbxStory& story, const std::string& telephone);
void pbx_gives_up(PbxStory& story, const std::string& telephone);
void pbx_refused(PbxStory& story, const std::string& telephone, PbxLeg::End how);

// What stands in a dial's lastdata: PEER,SECONDS,OPTIONS.
std::string pbx_dial_data(const std::string& peers, long seconds,
                          const std::string& options = "HhTtrkK");
// A ring time in seconds, and how long a caller waits who does not wait until its end.
long pbx_ring_time(PbxExchange& exchange);
std::int64_t pbx_part_of(PbxExchange& exchange, long seconds);

// `legs` telephones of a group ring at once, the one at `answering` is picked up (-1: none), the
// ones in `busy` refuse. They ring for `ring` milliseconds.
std::vector<PbxLeg> pbx_group(const std::vector<std::string>& numbers, int answering,
                              const std::vector<int>& busy = {});
std::string pbx_group_peers(const PbxStory& story, const std::vector<PbxLeg>& legs,
                            const std::string& local_options);

}  // namespace callwidgets::test
