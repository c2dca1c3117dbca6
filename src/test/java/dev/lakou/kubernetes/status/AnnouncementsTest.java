package dev.lakou.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private final Announcements announcements = new Announcements();

    @Test
    void saysTheSameOfAResourceOnce() {
        assertThat(announcements.isNew("one", "takes t")).isTrue();
        assertThat(announcements.isNew("one", "takes t")).isFalse();
        assertThat(announcements.isNew("other", "takes t")).isTrue();
        assertThat(announcements.isNew("one", "takes u")).isTrue();
    }

    @Test
    void forgetsTheOldestOfVeryMany() {
        announcements.isNew("first", "takes t");

        IntStream.range(0, 1000).forEach(number -> announcements.isNew("resource " + number, "takes t"));

        assertThat(announcements.isNew("first", "takes t")).isTrue();
    }
}
