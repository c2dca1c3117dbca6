package dev.lakou.faults;

import java.io.IOException;

/** Holds back those who come while it is closed, and lets all of them through when it opens. */
public final class Door {
    private boolean open;

    public Door(boolean open) {
        this.open = open;
    }

    public synchronized void open() {
        open = true;
        notifyAll();
    }

    public synchronized void close() {
        open = false;
    }

    synchronized void pass() throws IOException {
        try {
            while (!open) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
