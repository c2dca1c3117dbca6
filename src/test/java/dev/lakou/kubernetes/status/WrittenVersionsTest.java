package dev.lakou.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WrittenVersionsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = NOON;
    private final WrittenVersions versions = new WrittenVersions(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void aVersionFromBeforeOurOwnWriteIsNotActedUpon() {
        versions.wrote(orders("1", "100"));

        assertThatThrownBy(() -> versions.requireSeen(orders("1", "99"))).isInstanceOf(StaleViewException.class);
    }

    @Test
    void ourOwnWriteAndWhatCameAfterItAreNews() {
        versions.wrote(orders("1", "99"));

        assertThatCode(() -> versions.requireSeen(orders("1", "99"))).doesNotThrowAnyException();
        assertThatCode(() -> versions.requireSeen(orders("1", "101"))).doesNotThrowAnyException();
    }

    @Test
    void anotherResourceOfTheSameNameIsNotWaitedFor() {
        versions.wrote(orders("1", "100"));

        assertThatCode(() -> versions.requireSeen(orders("2", "7"))).doesNotThrowAnyException();
    }

    @Test
    void newsThatNeverComesIsNotWaitedFor() {
        versions.wrote(orders("1", "100"));

        now = NOON.plus(Duration.ofSeconds(30));

        assertThatCode(() -> versions.requireSeen(orders("1", "99"))).doesNotThrowAnyException();
    }

    private static ServiceSchema orders(String uid, String version) {
        var schema = new ServiceSchema();
        schema.setMetadata(new ObjectMetaBuilder()
                .withNamespace("shop")
                .withName("orders")
                .withUid(uid)
                .withResourceVersion(version)
                .build());
        return schema;
    }
}
