package dev.lakou.faults;

import dev.lakou.environment.FreePort;
import dev.lakou.environment.RunningDatabase;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** A proxy on loopback that lets a {@link WriteGate} decide about each write. */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 100;

    private final ServerSocket listener;
    private final Dial upstream;
    private final Talk.Protocol protocol;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(FaultProxy::daemon);

    private FaultProxy(ServerSocket listener, Dial upstream, Talk.Protocol protocol) {
        this.listener = listener;
        this.upstream = upstream;
        this.protocol = protocol;
    }

    /** Stands before a PostgreSQL server, for connections without TLS. */
    public static FaultProxy ofPostgres(RunningDatabase server, WriteGate gate) {
        return start(() -> socket(server.port()), (client, line) -> new PostgresTalk(client, line, gate));
    }

    /** Stands before a MySQL or MariaDB server, for connections without TLS. */
    public static FaultProxy ofMySql(RunningDatabase server, WriteGate gate) {
        return start(() -> socket(server.port()), (client, line) -> new MySqlTalk(client, line, gate));
    }

    /** Stands before a server of any kind; its answers come no quicker than that at the moment. */
    public static FaultProxy slow(RunningDatabase server, LongSupplier bytesPerSecond) {
        return start(() -> socket(server.port()), (client, line) -> new SlowTalk(client, line, bytesPerSecond));
    }

    static FaultProxy start(Dial upstream, Talk.Protocol protocol) {
        try {
            var listener = new ServerSocket(FreePort.next(), BACKLOG, InetAddress.getLoopbackAddress());
            var proxy = new FaultProxy(listener, upstream, protocol);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Socket socket(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Ends the connections that there are; new ones may come. */
    public void cutAll() {
        sockets.forEach(FaultProxy::end);
    }

    @Override
    public void close() {
        end(listener);
        cutAll();
        threads.shutdown();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                sockets.add(client);
                threads.execute(() -> connect(client));
            }
        } catch (IOException closed) {
            // Its owner closed it.
        }
    }

    private void connect(Socket client) {
        try {
            var server = upstream.dial();
            sockets.add(server);
            var talk = protocol.begin(Line.of(client), Line.of(server));
            threads.execute(() -> run(talk::answers, client, server));
            run(talk::requests, client, server);
        } catch (IOException unreachable) {
            forget(client);
        }
    }

    private void run(Direction direction, Socket client, Socket server) {
        try {
            direction.run();
        } catch (IOException over) {
            // One side is gone, or the test has cut it.
        } finally {
            forget(client);
            forget(server);
        }
    }

    private void forget(Socket socket) {
        sockets.remove(socket);
        end(socket);
    }

    private static void end(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException over) {
            // The other side has ended it already.
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    }

    /** Opens a connection to the real server. */
    interface Dial {
        Socket dial() throws IOException;
    }

    private interface Direction {
        void run() throws IOException;
    }
}
