#include "sim/audit/audit.hpp"

#include <catch2/catch.hpp>

using namespace assay;
using engine::AuditRow;

TEST_CASE("promises of theorems must be kept, those of limit theorems are shown only") {
    const AuditRow good{
        .kind = "finite-sample", .counted = "coverage", .nominal = 0.95, .lower = 0.9, .upper = 0.96};
    AuditRow low = good;
    low.upper = 0.94;
    AuditRow asymptotic = low;
    asymptotic.kind = "asymptotic";
    const AuditRow wrong{.kind = "finite-sample", .counted = "false support", .nominal = 0.05, .lower = 0.06};
    const AuditRow power{.kind = "finite-sample", .counted = "power", .lower = 0.2, .upper = 0.3};
    CHECK(audit::kept({}));
    CHECK(audit::kept(std::vector{good, power, asymptotic}));
    CHECK_FALSE(audit::kept(std::vector{good, low}));
    CHECK_FALSE(audit::kept(std::vector{wrong}));
    CHECK_FALSE(asymptotic.kept());
}

TEST_CASE("an audit that is asked to stop at once has no rows") {
    std::stop_source source;
    source.request_stop();
    CHECK(audit::audit({.stop = source.get_token()}).empty());
}

TEST_CASE("an audit can be stopped between studies and keeps what is complete") {
    std::stop_source source;
    std::size_t done = 0;
    const auto rows = audit::audit({.budget = engine::Budget::quick, .stop = source.get_token()},
                                   [&](const audit::Progress& p) {
                                       CHECK(p.done == ++done);
                                       CHECK(p.studies > 50);
                                       if (p.done == 2) source.request_stop();
                                   });
    CHECK(done == 2);
    CHECK(rows.size() == 8);  // Clopper-Pearson at two probabilities: two levels, one and five looks
}
