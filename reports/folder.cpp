#include "reports/folder.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>
#include <vector>

#include "reports/csv.hpp"
#include "reports/files.hpp"
#include "reports/json.hpp"
#include "reports/markdown.hpp"
#include "reports/tables.hpp"

namespace assay::reports {
namespace {

namespace fs = std::filesystem;
using namespace engine;

constexpr const char* staging_name = ".assay-staging";
constexpr const char* run_name = "run.json";
constexpr const char* audit_name = "audit.csv";

[[nodiscard]] std::string series_path(const std::string& claim) {
    return "series/" + claim + ".csv";
}
[[nodiscard]] std::string table_path(const std::string& table) {
    return table + ".csv";
}
/// It names a file in the folder.
[[nodiscard]] bool is_table_name(const std::string& table) {
    return !table.empty() && table.find('/') == std::string::npos;
}

/// A folder that is removed with all it holds, on every way out.
class Staging {
  public:
    explicit Staging(const fs::path& folder) : path_(folder / staging_name) {
        std::error_code error;
        fs::remove_all(path_, error);  // left by a run that was killed
        if (!error) fs::create_directory(path_, error);
        if (error) throw io_error("write to", folder, error);
    }
    ~Staging() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    [[nodiscard]] const fs::path& path() const { return path_; }

  private:
    fs::path path_;
};

/// Creates the folders that a file needs.
void make_room(const fs::path& file) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) throw io_error("create", file.parent_path(), error);
}

/// Files of a folder that are replaced together: each change is noted, and undone unless all are kept.
class Replacement {
  public:
    Replacement(fs::path folder, fs::path backup) : folder_(std::move(folder)), backup_(std::move(backup)) {}
    ~Replacement() {
        std::error_code ignored;
        for (auto name = changed_.rbegin(); name != changed_.rend(); ++name) {
            if (fs::exists(fs::symlink_status(backup_ / *name, ignored))) {
                fs::rename(backup_ / *name, folder_ / *name, ignored);
            } else {
                fs::remove(folder_ / *name, ignored);
                fs::remove((folder_ / *name).parent_path(), ignored);  // only where that left it empty
            }
        }
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;

    /// The rename puts a whole file in the place of a whole file: at no moment there is none.
    void replace(const std::string& name, const fs::path& by) {
        save(name);
        make_room(folder_ / name);
        std::error_code error;
        fs::rename(by, folder_ / name, error);
        if (error) throw io_error("write", folder_ / name, error);
        changed_.push_back(name);
    }
    void remove(const std::string& name) {
        if (!save(name)) return;
        std::error_code error;
        fs::remove(folder_ / name, error);
        if (error) throw io_error("remove", folder_ / name, error);
        changed_.push_back(name);
    }
    void keep() { changed_.clear(); }

  private:
    /// Keeps the old file under another name; false when there is none.
    bool save(const std::string& name) {
        std::error_code error;
        if (!fs::exists(fs::symlink_status(folder_ / name, error))) return false;
        if (fs::is_directory(folder_ / name, error))
            throw io_error("replace", folder_ / name, std::make_error_code(std::errc::is_a_directory));
        make_room(backup_ / name);
        fs::create_hard_link(folder_ / name, backup_ / name, error);
        if (error) fs::copy_file(folder_ / name, backup_ / name, error);  // no hard links here
        if (error) throw io_error("save", folder_ / name, error);
        return true;
    }

    fs::path folder_, backup_;
    std::vector<std::string> changed_;
};

/// What lies in a folder and is not our staging, sorted.
[[nodiscard]] std::vector<std::string> contents(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().filename() != staging_name) names.push_back(entry->path().filename().string());
    if (error) throw io_error("read", folder, error);
    std::sort(names.begin(), names.end());
    return names;
}

void refuse_foreign(const fs::path& folder) {
    auto names = contents(folder);
    if (names.empty()) return;
    if (std::find(names.begin(), names.end(), run_name) != names.end()) {
        if (is_run_json(read_file(folder / run_name))) return;
        throw IoError(fmt::format("{} holds a {} that is not Assay's; choose another folder with --out",
                                  folder.string(), run_name));
    }
    constexpr std::size_t named = 3;
    const auto more = names.size() > named ? fmt::format(" and {} more", names.size() - named) : "";
    names.resize(std::min(names.size(), named));
    throw IoError(
        fmt::format("{} is not empty and holds no {}, so its files are not Assay's (found {}{}); choose "
                    "another folder with --out, or empty this one",
                    folder.string(), run_name, fmt::join(names, ", "), more));
}

/// The series, the tables and the audit that a folder holds; none when its run.json cannot be understood.
[[nodiscard]] std::set<std::string> earlier_files(const fs::path& folder) {
    std::set<std::string> names;
    std::error_code error;
    if (!fs::exists(folder / run_name, error)) return names;
    try {
        const auto earlier = read_run_json(read_file(folder / run_name), run_name);
        for (const auto& [claim, unused] : earlier.series)
            if (claim.find('/') == std::string::npos) names.insert(series_path(claim));
        if (earlier.audit) names.insert(audit_name);
        for (const auto& claim : earlier.claims)
            if (is_table_name(claim.table)) names.insert(table_path(claim.table));
    } catch (const ResultsError&) {
        return {};  // then no file can be told to be a series of ours, and all of them stay
    }
    return names;
}

/// Creates the folder where there is none, lets `refuse` look at what is in it, and proves that it can be
/// written to.
template <class Refuse>
void prepare(const fs::path& folder, const Refuse& refuse) {
    std::error_code error;
    const auto status = fs::status(folder, error);
    const bool absent = status.type() == fs::file_type::not_found;
    if (!absent && error) throw io_error("open", folder, error);
    if (!absent && !fs::is_directory(status))
        throw io_error("write to", folder, std::make_error_code(std::errc::not_a_directory));
    if (absent) {
        fs::create_directories(folder, error);
        if (error) throw io_error("create", folder, error);
    }
    refuse(folder);
    try {
        const Staging staging(folder);
        write_file(staging.path() / "probe", std::string(4096, ' '));
    } catch (const IoError&) {
        if (absent) fs::remove(folder, error);
        throw;
    }
}

/// Replaces the files, the one named `first` before the others, and removes the stale ones; all of it or
/// nothing.
void put(const fs::path& folder, const std::map<std::string, std::string>& files, const std::string& first,
         const std::set<std::string>& stale) {
    const Staging staging(folder);
    for (const auto& [name, bytes] : files) {
        make_room(staging.path() / "new" / name);
        write_file(staging.path() / "new" / name, bytes);
    }
    Replacement replacement(folder, staging.path() / "old");
    if (files.contains(first)) replacement.replace(first, staging.path() / "new" / first);
    for (const auto& [name, unused] : files)
        if (name != first) replacement.replace(name, staging.path() / "new" / name);
    for (const auto& name : stale) replacement.remove(name);
    replacement.keep();
}

}  // namespace

std::map<std::string, std::string> render(const Results& results) {
    std::map<std::string, std::string> files;
    files[run_name] = run_json(results);
    files["verdicts.csv"] = verdicts_csv(results.verdicts);
    files["checks.csv"] = checks_csv(results.checks);
    files["timings.csv"] = timings_csv(results.timings);
    files["report.md"] = report_markdown(results);
    if (results.audit) files[audit_name] = audit_csv(results.audit->rows);
    for (const auto& [claim, series] : results.series) {
        if (claim.empty() || claim.find('/') != std::string::npos)
            throw std::invalid_argument(fmt::format("render: the claim \"{}\" cannot name a file", claim));
        files[series_path(claim)] = series_csv(series);
    }
    for (const auto& [name, table] : tables(results)) {
        if (!is_table_name(name) || !files.emplace(table_path(name), table_csv(table)).second)
            throw std::invalid_argument(fmt::format("render: the table \"{}\" cannot name a file", name));
    }
    return files;
}

void open_folder(const fs::path& folder) {
    prepare(folder, refuse_foreign);
}

void write_folder(const fs::path& folder, const Results& results) {
    const auto files = render(results);
    open_folder(folder);
    auto stale = earlier_files(folder);
    for (const auto& [name, unused] : files) stale.erase(name);
    // run.json comes first: should the machine stop between two files, the folder is still known as ours.
    put(folder, files, run_name, stale);
    std::error_code not_empty;
    if (!stale.empty()) fs::remove(folder / "series", not_empty);
}

void write_files(const fs::path& folder, const std::map<std::string, std::string>& files) {
    prepare(folder, [&files](const fs::path& opened) {
        for (const auto& name : contents(opened))
            if (!files.contains(name))
                throw IoError(
                    fmt::format("{} holds {}, which this command does not write; choose another folder with "
                                "--out, or empty this one",
                                opened.string(), name));
    });
    put(folder, files, "", {});
}

bool holds_results(const fs::path& folder) {
    std::error_code error;
    return fs::exists(folder / run_name, error);
}

Results read_folder(const fs::path& folder) {
    const auto read = [&](const std::string& name) { return read_file(folder / name); };
    const auto shown = [&](const std::string& name) { return (folder / name).string(); };
    std::error_code error;
    if (!fs::exists(folder / run_name, error) && !error)
        throw ResultsError(
            fmt::format("{} holds no {}: it is no result folder; `assay run --out DIR` writes one",
                        folder.string(), run_name));
    Results results = read_run_json(read(run_name), shown(run_name));
    results.verdicts = read_verdicts_csv(read("verdicts.csv"), shown("verdicts.csv"));
    results.checks = read_checks_csv(read("checks.csv"), shown("checks.csv"));
    results.timings = read_timings_csv(read("timings.csv"), shown("timings.csv"));
    for (auto& [claim, series] : results.series)
        series = read_series_csv(read(series_path(claim)), shown(series_path(claim)));
    if (results.audit) results.audit->rows = read_audit_csv(read(audit_name), shown(audit_name));
    return results;
}

}  // namespace assay::reports
