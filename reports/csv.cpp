#include "reports/csv.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <functional>
#include <stdexcept>

#include "reports/csv_text.hpp"
#include "reports/errors.hpp"

namespace assay::reports {
namespace {

using namespace engine;

std::string cell(const std::string& text) {
    return text;
}
std::string cell(double number) {
    return csv_number(number);
}
std::string cell(std::uint64_t count) {
    return fmt::format("{}", count);
}
std::string cell(Verdict verdict) {
    return std::string(name(verdict));
}
std::string cell(Known known) {
    return std::string(name(known));
}

template <class T>
[[nodiscard]] T known_word(std::optional<T> parsed, std::string_view word, const char* words) {
    if (!parsed) throw std::invalid_argument(fmt::format("\"{}\" is none of {}", word, words));
    return *parsed;
}

void read_cell(std::string_view text, std::string& value) {
    value = text;
}
void read_cell(std::string_view text, double& value) {
    value = read_number(text);
}
void read_cell(std::string_view text, std::uint64_t& value) {
    value = read_count(text);
}
void read_cell(std::string_view text, Verdict& value) {
    value = known_word(parse_verdict(text), text, "supported, refuted, inconclusive");
}
void read_cell(std::string_view text, Known& value) {
    value = known_word(parse_known(text), text, "supported, refuted, open");
}

/// A column: how a row's value becomes a field, and back.
template <class Row>
struct Column {
    std::string name;
    std::function<std::string(const Row&)> write;
    std::function<void(std::string_view, Row&)> read;
};
template <class Row, class T>
[[nodiscard]] Column<Row> column(std::string name, T Row::*member) {
    return {std::move(name), [member](const Row& row) { return cell(row.*member); },
            [member](std::string_view text, Row& row) { read_cell(text, row.*member); }};
}

template <class Row>
using Columns = std::vector<Column<Row>>;

template <class Row>
[[nodiscard]] std::vector<std::string> names(const Columns<Row>& columns) {
    std::vector<std::string> all;
    for (const auto& column : columns) all.push_back(column.name);
    return all;
}

template <class Row>
[[nodiscard]] std::string write(const Columns<Row>& columns, std::span<const Row> rows) {
    std::string text = csv_record(names(columns));
    for (const auto& row : rows) {
        std::vector<std::string> fields;
        for (const auto& column : columns) fields.push_back(column.write(row));
        text += csv_record(fields);
    }
    return text;
}

template <class Row>
[[nodiscard]] Row read_row(const Columns<Row>& columns, const CsvRecord& record, std::string_view file) {
    if (record.fields.size() != columns.size())
        throw ResultsError(fmt::format("{}:{}: {} fields where {} are expected", file, record.line,
                                       record.fields.size(), columns.size()));
    Row row;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        try {
            columns[i].read(record.fields[i], row);
        } catch (const std::invalid_argument& error) {
            throw ResultsError(
                fmt::format("{}:{}: column {}: {}", file, record.line, columns[i].name, error.what()));
        }
    }
    return row;
}

[[nodiscard]] std::vector<CsvRecord> parse_with_header(std::string_view text, std::string_view file) {
    auto records = parse_csv(text, file);
    if (records.empty())
        throw ResultsError(fmt::format("{}:1: the file is empty; a header is expected", file));
    return records;
}

template <class Row>
[[nodiscard]] std::vector<Row> read(const Columns<Row>& columns, std::string_view text,
                                    std::string_view file) {
    const auto records = parse_with_header(text, file);
    if (records.front().fields != names(columns))
        throw ResultsError(fmt::format("{}:{}: the columns are {}, expected are {}", file,
                                       records.front().line, fmt::join(records.front().fields, ","),
                                       fmt::join(names(columns), ",")));
    std::vector<Row> rows;
    for (const auto& record : std::span(records).subspan(1)) rows.push_back(read_row(columns, record, file));
    return rows;
}

[[nodiscard]] Columns<VerdictRow> verdict_columns() {
    using R = VerdictRow;
    return {column("claim", &R::claim),
            column("topic", &R::topic),
            column("at", &R::at),
            column("verdict", &R::verdict),
            column("known", &R::known),
            column("reason", &R::reason),
            column("experiment", &R::experiment),
            column("method", &R::method),
            column("alpha", &R::alpha),
            column("looks", &R::looks),
            column("replicates", &R::replicates),
            column("missing", &R::missing),
            column("controls", &R::controls),
            column("controls_passed", &R::controls_passed)};
}

void read_kind(std::string_view text, CheckRow& row) {
    if (text != "check" && text != "control")
        throw std::invalid_argument(fmt::format("\"{}\" is none of check, control", text));
    row.control = text == "control";
}

[[nodiscard]] Columns<CheckRow> check_columns() {
    using R = CheckRow;
    return {column("claim", &R::claim),
            {"kind", [](const R& row) { return row.control ? "control" : "check"; }, read_kind},
            column("index", &R::index),
            column("quantity", &R::quantity),
            column("relation", &R::relation),
            column("predicted", &R::predicted),
            column("margin", &R::margin),
            column("estimate", &R::estimate),
            column("lower", &R::lower),
            column("upper", &R::upper),
            column("verdict", &R::verdict),
            column("method", &R::method),
            column("class", &R::kind),
            column("level", &R::level),
            column("replicates", &R::replicates),
            column("missing", &R::missing),
            column("parameters", &R::parameters)};
}

/// `index` names the index columns, which come first.
[[nodiscard]] Columns<SeriesRow> series_columns(const std::vector<std::string>& index) {
    using R = SeriesRow;
    Columns<R> columns;
    for (std::size_t i = 0; i < index.size(); ++i)
        columns.push_back({index[i], [i](const R& row) { return row.index[i]; },
                           [](std::string_view text, R& row) { row.index.emplace_back(text); }});
    columns.push_back(column("check", &R::check));
    columns.push_back(column("predicted", &R::predicted));
    columns.push_back(column("estimate", &R::estimate));
    columns.push_back(column("lower", &R::lower));
    columns.push_back(column("upper", &R::upper));
    columns.push_back(column("replicates", &R::replicates));
    return columns;
}

[[nodiscard]] Columns<TimingRow> timing_columns() {
    using R = TimingRow;
    const auto rate = [](const R& row) { return cell(static_cast<double>(row.replicates) / row.seconds); };
    const auto derived = [](std::string_view text, R&) { static_cast<void>(read_number(text)); };
    return {column("experiment", &R::experiment),     column("parameters", &R::parameters),
            column("replicates", &R::replicates),     column("seconds", &R::seconds),
            {"replicates_per_second", rate, derived}, column("threads", &R::threads)};
}

constexpr std::string_view case_separator = "; ";

[[nodiscard]] std::string write_case(const AuditRow& row) {
    return fmt::format("{}{}{}{}{}", row.counted, case_separator, row.subject, case_separator, row.condition);
}

void read_case(std::string_view text, AuditRow& row) {
    const auto first = text.find(case_separator), last = text.rfind(case_separator);
    if (first == last)
        throw std::invalid_argument(fmt::format("\"{}\" is no case: three parts joined by \"; \"", text));
    row.counted = text.substr(0, first);
    row.subject = text.substr(first + case_separator.size(), last - first - case_separator.size());
    row.condition = text.substr(last + case_separator.size());
}

[[nodiscard]] Columns<AuditRow> audit_columns() {
    using R = AuditRow;
    return {column("method", &R::method),
            column("class", &R::kind),
            {"case", write_case, read_case},
            column("nominal", &R::nominal),
            column("trials", &R::trials),
            column("realised", &R::realised),
            column("lower", &R::lower),
            column("upper", &R::upper),
            column("relative_width", &R::relative_width)};
}

}  // namespace

std::string verdicts_csv(std::span<const VerdictRow> rows) {
    return write(verdict_columns(), rows);
}
std::vector<VerdictRow> read_verdicts_csv(std::string_view text, std::string_view file) {
    return read(verdict_columns(), text, file);
}

std::string checks_csv(std::span<const CheckRow> rows) {
    return write(check_columns(), rows);
}
std::vector<CheckRow> read_checks_csv(std::string_view text, std::string_view file) {
    return read(check_columns(), text, file);
}

std::string series_csv(const Series& series) {
    for (const auto& row : series.rows)
        if (row.index.size() != series.index.size())
            throw std::invalid_argument(fmt::format("series_csv: a row has {} indices where {} are named",
                                                    row.index.size(), series.index.size()));
    return write(series_columns(series.index), std::span(series.rows));
}
Series read_series_csv(std::string_view text, std::string_view file) {
    const auto header = parse_with_header(text, file).front().fields;
    const auto fixed = series_columns({}).size();
    Series series;
    if (header.size() > fixed)
        series.index.assign(header.begin(), header.end() - static_cast<std::ptrdiff_t>(fixed));
    series.rows = read(series_columns(series.index), text, file);
    return series;
}

std::string timings_csv(std::span<const TimingRow> rows) {
    return write(timing_columns(), rows);
}
std::vector<TimingRow> read_timings_csv(std::string_view text, std::string_view file) {
    return read(timing_columns(), text, file);
}

std::string audit_csv(std::span<const AuditRow> rows) {
    return write(audit_columns(), rows);
}
std::vector<AuditRow> read_audit_csv(std::string_view text, std::string_view file) {
    return read(audit_columns(), text, file);
}

}  // namespace assay::reports
