package dev.lakou.database.jdbc;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an exception must show beside its code, for codes that mean several things. */
public interface ErrorSign extends Predicate<SQLException> {
    ErrorSign ANY = any -> true;

    static ErrorSign says(String... words) {
        return exception -> causes(exception)
                .map(Throwable::getMessage)
                .filter(Objects::nonNull)
                .anyMatch(message -> Stream.of(words).anyMatch(message::contains));
    }

    static ErrorSign is(Class<? extends Throwable> type) {
        return exception -> causes(exception).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.iterate(exception, Objects::nonNull, Throwable::getCause);
    }
}
