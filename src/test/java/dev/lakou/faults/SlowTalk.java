package dev.lakou.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A connection whose answers come no quicker than so many bytes a second, whatever they say. */
final class SlowTalk implements Talk {
    private static final int CHUNKS_PER_SECOND = 20;
    private static final int LARGEST_CHUNK = 1 << 16;

    private final Line client;
    private final Line server;
    private final LongSupplier bytesPerSecond;

    SlowTalk(Line client, Line server, LongSupplier bytesPerSecond) {
        this.client = client;
        this.server = server;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public void requests() throws IOException {
        var buffer = new byte[LARGEST_CHUNK];
        for (var count = client.in().read(buffer);
                count >= 0;
                count = client.in().read(buffer)) {
            server.out().write(buffer, 0, count);
            server.out().flush();
        }
    }

    @Override
    public void answers() throws IOException {
        var buffer = new byte[LARGEST_CHUNK];
        while (true) {
            var limit = bytesPerSecond.getAsLong();
            var count = server.in().read(buffer, 0, (int) Math.min(LARGEST_CHUNK, 1 + limit / CHUNKS_PER_SECOND));
            if (count < 0) {
                return;
            }
            client.out().write(buffer, 0, count);
            client.out().flush();
            pause(TimeUnit.SECONDS.toNanos(count) / limit);
        }
    }

    private static void pause(long nanos) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The proxy ends.", e);
        }
    }
}
