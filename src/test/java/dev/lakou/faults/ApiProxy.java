package dev.lakou.faults;

import dev.lakou.environment.ControlPlane;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Stands before a Kubernetes API server: plain HTTP on this side, TLS on the other, and nothing of its own said. */
public final class ApiProxy implements AutoCloseable {
    private final FaultProxy proxy;
    private final Doors doors;

    private ApiProxy(FaultProxy proxy, Doors doors) {
        this.proxy = proxy;
        this.doors = doors;
    }

    /** Its entrance is closed: whoever calls waits. */
    public static ApiProxy start(ControlPlane controlPlane, WriteGate gate) {
        var doors = new Doors(new Door(false), new Door(true), new Door(true), new AtomicBoolean());
        var sockets = trusting(controlPlane.authority());
        return new ApiProxy(
                FaultProxy.start(
                        () -> {
                            // The API server does not wait long for the first request of a connection.
                            doors.entrance().pass();
                            return sockets.createSocket(FaultProxy.socket(controlPlane.port()), "127.0.0.1", 0, true);
                        },
                        (client, server) -> new HttpTalk(client, server, gate, doors)),
                doors);
    }

    public String url() {
        return "http://127.0.0.1:" + proxy.port();
    }

    public Door entrance() {
        return doors.entrance();
    }

    /** Through which the news of Secrets go. */
    public Door secrets() {
        return doors.secrets();
    }

    /** Through which the news of ServiceSchemas go. */
    public Door schemas() {
        return doors.schemas();
    }

    /** Makes nonsense of the next news of ServiceSchemas, as no API server does: nobody can go on from there. */
    public void garbleSchemas() {
        doors.garbles().set(true);
    }

    @Override
    public void close() {
        doors.entrance().open();
        doors.secrets().open();
        doors.schemas().open();
        proxy.close();
    }

    private static SSLSocketFactory trusting(Path authority) {
        try (var pem = Files.newInputStream(authority)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What holds back requests, and news. */
    record Doors(Door entrance, Door secrets, Door schemas, AtomicBoolean garbles) {
        private static final String EVENT = "{\"type\"";
        private static final Pattern WATCH = Pattern.compile("GET \\S*/(secrets|serviceschemas)\\?\\S*watch=true.*");

        /** Waits while news of this kind are held back. */
        void passNews(String request) throws IOException {
            var watch = WATCH.matcher(request);
            if (watch.matches()) {
                (watch.group(1).equals("secrets") ? secrets : schemas).pass();
            }
        }

        /** Takes the first colon out of an event, which keeps its length. */
        void garble(String request, byte[] answer, int count) {
            var watch = WATCH.matcher(request);
            var event = new String(answer, 0, count, StandardCharsets.ISO_8859_1).indexOf(EVENT + ":");
            if (event >= 0
                    && watch.matches()
                    && watch.group(1).equals("serviceschemas")
                    && garbles.compareAndSet(true, false)) {
                answer[event + EVENT.length()] = ' ';
            }
        }
    }
}
