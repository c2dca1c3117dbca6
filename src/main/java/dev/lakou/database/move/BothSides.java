package dev.lakou.database.move;

import dev.lakou.database.DatabaseException;
import dev.lakou.database.move.TransferReport.Comparison;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Reads the two servers of a move at the same time: a service may be waiting. */
public final class BothSides {
    private BothSides() {}

    /** Each side tells what it has by name; what one of them does not name is missing there. */
    public static TransferReport compare(Supplier<Map<String, String>> source, Supplier<Map<String, String>> target) {
        var there = CompletableFuture.supplyAsync(target);
        var here = source.get();
        return compare(here, joined(there));
    }

    private static TransferReport compare(Map<String, String> here, Map<String, String> there) {
        var all = new TreeSet<>(here.keySet());
        all.addAll(there.keySet());
        return new TransferReport(all.stream()
                .map(what ->
                        new Comparison(what, here.getOrDefault(what, "missing"), there.getOrDefault(what, "missing")))
                .toList());
    }

    private static Map<String, String> joined(CompletableFuture<Map<String, String>> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DatabaseException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
