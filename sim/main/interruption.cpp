#include "sim/main/interruption.hpp"

#include <csignal>
#include <ctime>

namespace assay {
namespace {

sigset_t interrupting_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

}  // namespace

Interruption::Interruption() {
    const sigset_t set = interrupting_signals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    waiter_ = std::jthread([source = source_](const std::stop_token& done) mutable {
        const sigset_t waited = interrupting_signals();
        const timespec tick{.tv_sec = 0, .tv_nsec = 50'000'000};
        while (!done.stop_requested())
            if (sigtimedwait(&waited, nullptr, &tick) > 0) source.request_stop();
    });
}

Interruption::~Interruption() {
    waiter_.request_stop();
    waiter_.join();
    const sigset_t set = interrupting_signals();
    pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

}  // namespace assay
