package dev.lakou.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** One side of a connection. */
record Line(DataInputStream in, OutputStream out) {
    static Line of(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return new Line(
                new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                new BufferedOutputStream(socket.getOutputStream()));
    }

    /** Sends what was written unless more of it is there already. */
    void flushAfter(Line other) throws IOException {
        if (other.in.available() == 0) {
            out.flush();
        }
    }
}
