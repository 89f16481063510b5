#include "lib/linear/centred.hpp"

#include <catch2/catch.hpp>

namespace assay::linear {
namespace {

TEST_CASE("centred data have means 0") {
    const Matrix<double> X{{1, 10}, {2, 20}, {6, 60}};
    const Vector<double> y{{1, 1, 4}};
    const Centred data = centred(X, y);
    CHECK(data.X == Matrix<double>{{-2, -20}, {-1, -10}, {3, 30}});
    CHECK(data.y == Vector<double>{{-1, -1, 2}});
    CHECK(data.means == Vector<double>{{3, 30}});
    CHECK(data.mean == 2);
    CHECK(data.intercept(Vector<double>{{2, 0.5}}) == 2 - 6 - 15);
}

TEST_CASE("one row is all mean") {
    const Centred data = centred(Matrix<double>{{5, 7}}, Vector<double>{{9}});
    CHECK(data.X == Matrix<double>{{0, 0}});
    CHECK(data.y == Vector<double>{{0}});
    CHECK(data.intercept(Vector<double>{{0, 0}}) == 9);
}

TEST_CASE("shapes that do not fit are named") {
    CHECK_THROWS_WITH(centred(Matrix<double>(0, 2), Vector<double>(0)),
                      Catch::Contains("centred") && Catch::Contains("0 x 2"));
    CHECK_THROWS_WITH(centred(Matrix<double>::Zero(2, 2), Vector<double>::Zero(3)),
                      Catch::Contains("centred") && Catch::Contains("not 3"));
}

}  // namespace
}  // namespace assay::linear
