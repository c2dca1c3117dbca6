package dev.lakou.database;

import dev.lakou.model.LoginProof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How often a server was asked what, and how long that took; by the names of the methods of {@link SharedServer}. */
public final class OperationTimes {
    /** They ask the server nothing. */
    private static final Set<String> WORDS = Set.of("violations", "owner", "logins", "desired", "pool", "close");

    private final Map<String, Times> times = new ConcurrentHashMap<>();
    private final Map<String, Long> proofs = new ConcurrentHashMap<>();

    /** The same server, of which from now on is counted what it is asked. */
    SharedServer of(SharedServer server) {
        return (SharedServer) Proxy.newProxyInstance(
                SharedServer.class.getClassLoader(),
                new Class<?>[] {SharedServer.class},
                (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? ofObject(proxy, method, arguments)
                        : asked(server, method, arguments));
    }

    private static Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "a measured server";
        };
    }

    private Object asked(SharedServer server, Method method, Object[] arguments) throws Throwable {
        var begin = System.nanoTime();
        var failed = true;
        try {
            var answer = method.invoke(server, arguments);
            failed = false;
            if (answer instanceof Collection<?> several) {
                several.forEach(this::count);
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (!WORDS.contains(method.getName())) {
                var one = new Times(1, failed ? 1 : 0, Duration.ofNanos(System.nanoTime() - begin));
                times.merge(method.getName(), one, Times::plus);
            }
        }
    }

    private void count(Object answer) {
        if (answer instanceof LoginProof proof) {
            proofs.merge(proof.getClass().getSimpleName().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
    }

    /** By operation. */
    public Map<String, Times> all() {
        return Map.copyOf(times);
    }

    /** What came of logging in, by the kind of {@link LoginProof}. */
    public Map<String, Long> proofs() {
        return Map.copyOf(proofs);
    }

    /** What one operation took. */
    public record Times(long count, long failures, Duration total) {
        private Times plus(Times other) {
            return new Times(count + other.count, failures + other.failures, total.plus(other.total));
        }
    }
}
