#include "sim/main/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <thread>

#include "sim/engine/input_error.hpp"
#include "sim/engine/version.hpp"
#include "sim/main/application.hpp"

namespace assay {
namespace {

/// The number that is all of `text`, if `admits` does; `wanted` says what would be right. CLI11's own
/// conversion lets -1 wrap around and reads 010 as octal.
template <class Number, class Admits>
Number parsed(const std::string& option, const std::string& text, std::string_view wanted, Admits admits) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !admits(value))
        throw CLI::ValidationError(option, fmt::format("must be {}, not \"{}\"", wanted, text));
    return value;
}

std::uint64_t whole_number(const std::string& option, const std::string& text, std::uint64_t least,
                           std::uint64_t greatest) {
    return parsed<std::uint64_t>(option, text, fmt::format("a whole number from {} to {}", least, greatest),
                                 [&](std::uint64_t n) { return least <= n && n <= greatest; });
}

double real_number(const std::string& option, const std::string& text) {
    return parsed<double>(option, text, "a number, such as 0.5", [](double) { return true; });
}

double probability(const std::string& option, const std::string& text) {
    return parsed<double>(option, text, "a number between 1e-200 and 1, such as 1e-9",
                          [](double p) { return p >= 1e-200 && p < 1; });
}

double penalty(const std::string& option, const std::string& text) {
    return parsed<double>(option, text, "a finite number of at least 0, such as 0.5",
                          [](double lambda) { return lambda >= 0 && std::isfinite(lambda); });
}

const std::map<std::string, engine::Budget> budgets = {
    {"quick", engine::Budget::quick}, {"standard", engine::Budget::standard}, {"deep", engine::Budget::deep}};
const std::map<std::string, Format> formats = {
    {"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}};

void add_claims_option(CLI::App& app, CommandLine& line) {
    app.add_option("--claims", line.claim_files,
                   "A claim file of your own (TOML), beside those built in; repeatable")
        ->type_name("FILE")
        ->allow_extra_args(false);  // or it would swallow the words that follow
}

/// What every command that measures understands.
void add_measuring_options(CLI::App& app, CommandLine& line, const std::string& budget) {
    app.add_option_function<std::string>(
           "--seed",
           [&line](const std::string& text) {
               line.run.seed = whole_number("--seed", text, 0, std::numeric_limits<std::uint64_t>::max());
           },
           "Seed of every random number (1)")
        ->type_name("N");
    app.add_option_function<std::string>(
           "--budget", [&line](const std::string& word) { line.run.budget = budgets.at(word); },
           budget + ": quick, standard, deep (standard)")
        ->check(CLI::IsMember({"quick", "standard", "deep"}).description(""))
        ->type_name("BUDGET");
    app.add_option_function<std::string>(
           "--threads",
           [&line](const std::string& text) {
               line.run.threads = static_cast<unsigned>(whole_number("--threads", text, 1, 1024));
           },
           fmt::format("Threads ({}); the results do not depend on it", line.run.threads))
        ->type_name("N");
    app.add_option("--out", line.out, "Folder for the results (out)")->type_name("DIR");
    app.add_flag("--quiet", line.quiet, "Print no progress");
}

void add_run_options(CLI::App& app, CommandLine& line, bool words) {
    if (words)
        app.add_option("what", line.words,
                       "Claims to test: ids, globs, topics or documents; all when none is given")
            ->type_name("ID|GLOB|TOPIC|DOCUMENT");
    add_measuring_options(app, line, "Most work a claim may cost");
    app.add_option_function<std::string>(
           "--alpha", [&line](const std::string& text) { line.run.alpha = probability("--alpha", text); },
           "Error probability of each claim's verdict (1e-9)")
        ->type_name("A");
    add_claims_option(app, line);
}

void add_draw_options(CLI::App& app, DrawOptions& options) {
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    const auto number = [&app](const std::string& name, std::uint64_t& into, const std::string& words) {
        app.add_option_function<std::string>(
               name, [name, &into](const std::string& text) { into = whole_number(name, text, 0, most); },
               words)
            ->type_name("N");
    };
    app.add_option("kind", options.kind, "word32, uniform32, uniform64, normal32 or normal64 (normal64)")
        ->check(CLI::IsMember(drawn_kinds()).description(""))
        ->type_name("KIND");
    number("--count", options.count, "How many (10)");
    app.add_flag("--raw", options.raw, "Write the numbers' bytes, in the machine's order, not a line each");
    number("--seed", options.seed, "Seed (1)");
    app.add_option("--run", options.run, "Text of the run that keys the stream (draw)")->type_name("TEXT");
    number("--block", options.block, "Number of the first block; each gives 1,048,576 numbers (0)");
}

void add_solve_options(CLI::App& app, std::string& file, CommandLine& line) {
    app.add_option("file", file, "CSV of numbers under a header line: a response and its predictors")
        ->required()
        ->type_name("FILE");
    app.add_option("--response", line.solve.response, "Name of the response (the first column)")
        ->type_name("NAME");
    app.add_option_function<std::string>(
           "--lambda", [&line](const std::string& text) { line.solve.lambda = penalty("--lambda", text); },
           "Weight of the squared coefficients: 0 is least squares, more is ridge regression (0)")
        ->type_name("L");
    app.add_flag("--intercept", line.solve.intercept, "Fit an intercept, which is not penalised");
    app.add_option("--form", line.solve.forms,
                   fmt::format("{} for least squares, {} for ridge regression, or all (all); repeatable",
                               fmt::join(solve_forms(0), ", "), fmt::join(solve_forms(1), ", ")))
        ->type_name("FORM")
        ->allow_extra_args(false);
    app.add_option_function<std::string>(
           "--format", [&line](const std::string& word) { line.format = formats.at(word); },
           "table or csv (table)")
        ->check(CLI::IsMember({"table", "csv"}).description(""))
        ->type_name("FORMAT");
}

/// What the numbers may be is the demonstration's to say.
void add_demo_options(CLI::App& app, DemoOptions& options) {
    const auto number = [&app](const std::string& name, double& into, const std::string& words) {
        app.add_option_function<std::string>(
               name, [name, &into](const std::string& text) { into = real_number(name, text); },
               fmt::format("{} ({})", words, into))
            ->type_name("X");
    };
    app.add_option_function<std::vector<std::string>>(
           "--spectrum",
           [&options](const std::vector<std::string>& texts) {
               options.spectrum.clear();
               for (const auto& text : texts)
                   if (!text.empty()) options.spectrum.push_back(real_number("--spectrum", text));
           },
           fmt::format("Curvatures of the loss, with commas between them ({})",
                       fmt::join(options.spectrum, ",")))
        ->delimiter(',')
        ->allow_extra_args(false)
        ->type_name("H,...");
    number("--learning-rate", options.learning_rate, "Learning rate of every method as given");
    number("--beta", options.beta,
           "What momentum keeps of the past: alpha of 002, beta of 001, 1 - beta of 000");
    number("--accuracy", options.accuracy,
           "Distance from the minimum that counts as arrived, the start's being 1");
    app.add_option_function<std::string>(
           "--steps",
           [&options](const std::string& text) {
               options.steps = whole_number("--steps", text, 1, most_demo_steps);
           },
           fmt::format("Steps to show ({})", options.steps))
        ->type_name("N");
    app.add_option("--out", options.out,
                   "Folder for methods.csv, losses.csv and trajectories.csv (none are written)")
        ->type_name("DIR");
}

/// CLI11 would only say that a command is required.
void refuse_unknown_command(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') return;
    std::vector<std::string> known;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
        known.push_back(command->get_name());
    if (std::find(known.begin(), known.end(), argv[1]) == known.end())
        throw CLI::ExtrasError(fmt::format("\"{}\" is no command{}; there are {}", argv[1],
                                           engine::nearest(argv[1], known), fmt::join(known, ", ")),
                               CLI::ExitCodes::ExtrasError);
}

}  // namespace

std::optional<CommandLine> parse_command_line(int argc, char** argv, const std::string& topic,
                                              int& exit_code) {
    CommandLine line;
    line.run.threads = std::max(1U, std::thread::hardware_concurrency());

    const std::string program = topic.empty() ? "assay" : "sim-" + topic;
    CLI::App app(topic.empty()
                     ? "Assay puts documents to the test: it measures what they claim, and gives verdicts."
                     : fmt::format("Assay, restricted to the topic {}. Without a command: run.", topic),
                 program);
    app.set_version_flag("--version", std::string(engine::version));
    app.require_subcommand(topic.empty() ? 1 : 0, 1);

    CLI::App* run = app.add_subcommand("run", "Test claims and write the results");
    add_run_options(*run, line, true);
    if (!topic.empty()) add_run_options(app, line, false);

    CLI::App* list = app.add_subcommand("list", "List claims, experiments, documents or topics");
    std::string what = "claims";
    list->add_option("what", what, "claims, experiments, documents or topics (claims)")
        ->check(CLI::IsMember({"claims", "experiments", "documents", "topics"}).description(""))
        ->type_name("WHAT");
    list->add_option_function<std::string>(
            "--format", [&line](const std::string& word) { line.format = formats.at(word); },
            "table, csv or json (table)")
        ->check(CLI::IsMember({"table", "csv", "json"}).description(""))
        ->type_name("FORMAT");
    add_claims_option(*list, line);

    CLI::App* show = app.add_subcommand(
        "show", "Show a claim with its checks and controls, or an experiment with its parameters");
    std::string id;
    show->add_option("id", id, "Id of a claim, or name of an experiment")->required()->type_name("ID");
    add_claims_option(*show, line);

    CLI::App* coverage = app.add_subcommand(
        "coverage", "Tell, in Markdown, how much of each topic and document is tested, and what cannot be");
    add_claims_option(*coverage, line);

    CLI::App* report = app.add_subcommand("report", "Rebuild the reports of a result folder");
    std::string folder;
    report->add_option("folder", folder, "A folder that `run` wrote")->required()->type_name("DIR");

    CLI::App *audit = nullptr, *draw = nullptr, *solve = nullptr, *demo = nullptr;
    std::string file, subject;
    if (topic.empty() || topic == "momentum") {
        demo = app.add_subcommand("demo", "Show gradient descent against momentum, parameter by parameter");
        if (topic.empty())
            demo->add_option("topic", subject, "momentum")
                ->required()
                ->check(CLI::IsMember({"momentum"}).description(""))
                ->type_name("TOPIC");
        add_demo_options(*demo, line.demo);
    }
    if (topic.empty()) {
        draw = app.add_subcommand("draw",
                                  "Print random numbers as the experiments draw them, for outside tests");
        add_draw_options(*draw, line.draw);
        solve = app.add_subcommand("solve",
                                   "Solve least squares or ridge regression on your data, in every form");
        add_solve_options(*solve, file, line);
        audit = app.add_subcommand(
            "audit", "Judge the judge: coverage, tightness, realised error rates and power, added to DIR");
        add_measuring_options(*audit, line, "Trials");
    }

    try {
        refuse_unknown_command(app, argc, argv);
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {
            exit_code = app.exit(error);  // help and version
        } else {
            fmt::print(stderr, "{}: {}\n{}: `{} --help` explains\n", program, error.what(), program, program);
            exit_code = ExitCode::bad_input;
        }
        return std::nullopt;
    }
    if (list->parsed()) line.command = Command::list, line.words = {what};
    if (show->parsed()) line.command = Command::show, line.words = {id};
    if (coverage->parsed()) line.command = Command::coverage;
    if (report->parsed()) line.command = Command::report, line.words = {folder};
    if (audit != nullptr && audit->parsed()) line.command = Command::audit;
    if (draw != nullptr && draw->parsed()) line.command = Command::draw;
    if (demo != nullptr && demo->parsed()) line.command = Command::demo;
    if (solve != nullptr && solve->parsed()) line.command = Command::solve, line.words = {file};
    return line;
}

}  // namespace assay
