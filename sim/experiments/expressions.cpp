#include "sim/experiments/expressions.hpp"

namespace assay::experiments {
namespace {

using P = engine::Parameters;

struct Tally {
    exact::Sides sides;
    template <class Self>
    static auto parts(Self& self) {
        return std::tie(self.sides);
    }
};
using T = Tally;

}  // namespace

engine::Parameter<engine::Parameters> by_name(const engine::ParameterInfo& info) {
    return {info, [name = info.name](P& p, const engine::Value& value) { p.insert_or_assign(name, value); }};
}

engine::Experiment identities(const Identities<engine::Parameters>& definition) {
    using namespace engine;
    return experiment<P, T>({
        .name = definition.name,
        .doc = definition.doc,
        .parameters = definition.parameters,
        .tally = [names = names(definition.sides.rows),
                  proof = definition.proof](const P& p) { return T{exact::Sides(names, proof(p))}; },
        .quantities = {engine::sides<P, T>(&T::sides, definition.sides.rows)},
        .block = [add = definition.sides.add](const P& p, random::Stream& stream, Replicates replicates,
                                              T& tally) { return add(p, stream, replicates, tally.sides); },
        .replicates_per_block = [count = definition.replicates_per_block](const P&) { return count; },
        .blocks = definition.blocks,
    });
}

}  // namespace assay::experiments
