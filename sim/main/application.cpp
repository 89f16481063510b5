#include "sim/main/application.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <exception>

#include "reports/audit.hpp"
#include "reports/files.hpp"
#include "reports/folder.hpp"
#include "reports/numeric_table.hpp"
#include "reports/terminal.hpp"
#include "sim/audit/audit.hpp"
#include "sim/engine/catalogue.hpp"
#include "sim/engine/plan.hpp"
#include "sim/engine/summary.hpp"
#include "sim/engine/version.hpp"
#include "sim/experiments/all.hpp"
#include "sim/main/catalogue_pages.hpp"
#include "sim/main/command_line.hpp"
#include "sim/main/coverage_page.hpp"
#include "sim/main/interruption.hpp"
#include "sim/main/progress_line.hpp"

namespace assay {
namespace {

engine::Catalogue catalogue_of(const CommandLine& line) {
    std::vector<engine::ClaimFile> files = engine::embedded_claim_files();
    for (const auto& path : line.claim_files) files.push_back(engine::read_claim_file(path));
    return engine::load_catalogue(files, experiments::all());
}

void print(const std::string& text) {
    if (std::fputs(text.c_str(), stdout) < 0 || std::fflush(stdout) != 0)
        throw reports::IoError("cannot write to the standard output");
}

/// Colours and the window's width on a terminal, neither elsewhere.
reports::TerminalStyle style() {
    reports::TerminalStyle style;
    if (isatty(STDOUT_FILENO) == 0) return style;
    style.colour = true;
    winsize window{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) style.width = window.ws_col;
    return style;
}

int run_command(CommandLine line, const std::string& topic) {
    const Interruption interruption;
    const engine::Catalogue catalogue = catalogue_of(line);
    const auto claims = engine::select(catalogue, line.words, topic);
    if (claims.empty()) throw engine::InputError("the catalogue has no claims");
    engine::Diagnostics diagnostics;
    const engine::Plan plan = engine::make_plan(catalogue, claims, diagnostics);
    diagnostics.raise();
    reports::open_folder(line.out);

    ProgressLine progress(isatty(STDERR_FILENO) != 0);
    if (!line.quiet)
        line.run.progress = [&](const engine::Progress& p) {
            progress.show(p.seconds,
                          fmt::format("{} of {} claims decided, {:.3g} samples a second, at most "
                                      "{:.0f} s left",
                                      p.decided, p.claims, static_cast<double>(p.replicates) / p.seconds,
                                      p.seconds_left));
        };
    line.run.stop = interruption.token();
    const engine::RunReport report = engine::run(plan, line.run);
    progress.finish();

    engine::Results results = engine::summarise(catalogue, plan, report, line.run);
    results.run.selection = line.words;
    if (results.run.selection.empty() && !topic.empty()) results.run.selection = {topic};
    results.run.own_files = line.claim_files;
    reports::write_folder(line.out, results);
    print(reports::verdict_table(results, style()) + "\n" + reports::summary_line(results) +
          fmt::format("\n{}/report.md tells more.\n", line.out));
    if (report.interrupted) return ExitCode::interrupted;
    for (const auto& verdict : results.verdicts)
        if (!verdict.as_known()) return ExitCode::verdict_differs;
    return ExitCode::as_known;
}

int audit_command(const CommandLine& line) {
    const Interruption interruption;
    reports::open_folder(line.out);
    ProgressLine progress(isatty(STDERR_FILENO) != 0);
    const audit::Options options{.seed = line.run.seed,
                                 .budget = line.run.budget,
                                 .threads = line.run.threads,
                                 .stop = interruption.token()};
    auto rows = audit::audit(options, [&](const audit::Progress& p) {
        if (!line.quiet)
            progress.show(p.seconds, fmt::format("{} of {} studies done, about {:.0f} s left", p.done,
                                                 p.studies, p.seconds_left));
    });
    progress.finish();
    const bool interrupted = interruption.token().stop_requested();
    const bool kept = audit::kept(rows);

    // Beside the results of a run, where the folder holds some.
    auto results = reports::holds_results(line.out) ? reports::read_folder(line.out) : engine::Results();
    if (results.run.version.empty()) results.run.version = engine::version;
    results.audit = {line.run.seed, std::move(rows)};
    reports::write_folder(line.out, results);
    print(reports::audit_text(*results.audit) + fmt::format("\n{}/report.md tells more.\n", line.out));
    if (interrupted) return ExitCode::interrupted;
    return kept ? ExitCode::as_known : ExitCode::verdict_differs;
}

int dispatch(CommandLine line, const std::string& topic) {
    switch (line.command) {
        case Command::run:
            return run_command(std::move(line), topic);
        case Command::list:
            print(list_page(catalogue_of(line), line.words.front(), topic, line.format));
            return ExitCode::as_known;
        case Command::show:
            print(show_page(catalogue_of(line), line.words.front()));
            return ExitCode::as_known;
        case Command::coverage:
            print(coverage_page(catalogue_of(line)));
            return ExitCode::as_known;
        case Command::report: {
            const engine::Results results = reports::read_folder(line.words.front());
            reports::write_folder(line.words.front(), results);
            if (!results.verdicts.empty() || !results.audit)
                print(reports::verdict_table(results, style()) + "\n" + reports::summary_line(results) +
                      "\n");
            if (results.audit) print(reports::audit_text(*results.audit));
            return ExitCode::as_known;
        }
        case Command::audit:
            return audit_command(line);
        case Command::draw:
            draw(line.draw);
            return ExitCode::as_known;
        case Command::solve: {
            const std::string& file = line.words.front();
            print(solve_page(reports::read_numeric_table(reports::read_file(file), file), line.solve,
                             line.format));
            return ExitCode::as_known;
        }
        case Command::demo: {
            const auto paths = momentum_demo(line.demo);
            if (!line.demo.out.empty()) reports::write_files(line.demo.out, demo_files(line.demo, paths));
            print(demo_page(line.demo, paths));
            return ExitCode::as_known;
        }
    }
    return ExitCode::bad_input;
}

}  // namespace

int run_application(int argc, char** argv, const std::string& topic) {
    const auto fail = [&](const std::exception& error, ExitCode code) {
        fmt::print(stderr, "{}: {}\n", topic.empty() ? "assay" : "sim-" + topic, error.what());
        return code;
    };
    try {
        int exit_code = ExitCode::as_known;
        auto line = parse_command_line(argc, argv, topic, exit_code);
        return line ? dispatch(std::move(*line), topic) : exit_code;
    } catch (const engine::InputError& error) {
        return fail(error, ExitCode::bad_input);
    } catch (const reports::ResultsError& error) {
        return fail(error, ExitCode::bad_input);
    } catch (const reports::IoError& error) {
        return fail(error, ExitCode::io_failure);
    }
}

}  // namespace assay
