package dev.lakou.connection;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys and values of a Secret. It prints its keys alone. */
public record SecretData(SortedMap<String, String> values) {
    public SecretData {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    @Override
    public String toString() {
        return values.keySet().toString();
    }
}
