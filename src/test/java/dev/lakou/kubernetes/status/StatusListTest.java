package dev.lakou.kubernetes.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusListTest {

    @Test
    void keepsWhatFits() {
        var name = "x".repeat(100);

        assertThat(StatusList.fitting(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(StatusList.fitting(Collections.nCopies(5000, name))).hasSize(2000);
        assertThat(StatusList.fitting(List.of())).isEmpty();
    }

    @Test
    void countsTheWordsThatItLeavesOut() {
        var logins = IntStream.rangeClosed(1, 62)
                .mapToObj(number -> "login" + number)
                .toList();

        var told = StatusList.ofWords(logins, "and %d more");

        assertThat(told).hasSize(51).startsWith("login1", "login2").endsWith("login50", "and 12 more");
        assertThat(StatusList.ofWords(logins.subList(0, 50), "and %d more"))
                .hasSize(50)
                .endsWith("login50");
    }
}
