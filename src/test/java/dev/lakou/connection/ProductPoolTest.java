package dev.lakou.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductPoolTest {

    @ParameterizedTest
    @CsvSource({"15, 6, 6", "10, 4, 4", "3, 1, 1", "2, 1, 0", "1, 1, 0"})
    void fitsTheLimitWithRoomToSpare(int limit, int size, int overflow) {
        var pool = ProductPool.of(Optional.empty(), Optional.of(limit), 100);

        assertThat(pool).contains(new ProductPool(size, overflow));
        assertThat(pool.orElseThrow().most()).isLessThanOrEqualTo(limit);
    }

    @Test
    void isWhatTheTeamSays() {
        var told = pool(Optional.of(5), Optional.of(10));

        var pool = ProductPool.of(Optional.of(told), Optional.of(12), 100);

        assertThat(pool).contains(new ProductPool(5, 10));
    }

    @Test
    void hasNoOverflowThatTheTeamDoesNotAskFor() {
        var told = pool(Optional.of(5), Optional.empty());

        var pool = ProductPool.of(Optional.of(told), Optional.of(12), 100);

        assertThat(pool).contains(new ProductPool(5, 0));
    }

    @ParameterizedTest
    @CsvSource({"2, 10, 2", "0, 12, 0", "50, 1, 11"})
    void makesRoomForTheOverflowThatTheTeamAsksFor(int wanted, int size, int overflow) {
        var told = pool(Optional.empty(), Optional.of(wanted));

        var pool = ProductPool.of(Optional.of(told), Optional.of(15), 100);

        assertThat(pool).contains(new ProductPool(size, overflow));
    }

    @Test
    void isLeftToTheProductWhereNothingLimitsIt() {
        var told = pool(Optional.empty(), Optional.of(3));

        assertThat(ProductPool.of(Optional.of(told), Optional.empty(), 100)).isEmpty();
        assertThat(ProductPool.of(Optional.empty(), Optional.empty(), 100)).isEmpty();
    }

    @Test
    void isLeftToTheProductWhereItsOwnIsNoLarger() {
        assertThat(ProductPool.of(Optional.empty(), Optional.of(15), 12)).isEmpty();
        assertThat(ProductPool.of(Optional.empty(), Optional.of(15), 13)).isPresent();
    }

    private static Pool pool(Optional<Integer> size, Optional<Integer> maxOverflow) {
        return new Pool(size, maxOverflow, Optional.empty(), Optional.empty());
    }
}
