package dev.lakou.connection;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a template its variables and nothing else: jmustache's own collector calls any method by reflection. */
final class VariablesOnly implements Mustache.Collector {

    @Override
    public Mustache.VariableFetcher createFetcher(Object context, String name) {
        return VariablesOnly::fetch;
    }

    private static Object fetch(Object context, String name) {
        return context instanceof Map<?, ?> variables && variables.get(name) instanceof String value
                ? value
                : Template.NO_FETCHER_FOUND;
    }

    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
        return null;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
        return new HashMap<>();
    }
}
