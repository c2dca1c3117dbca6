package dev.lakou.bench;

import dev.lakou.endtoend.InstalledLakou;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was spent up to a moment.
 *
 * @param nanos a clock
 * @param cpu seconds of processor time, by part
 * @param memory resident memory of the operator in MiB
 * @param requests of the operator to the API server
 * @param transactions and logins on the database server
 */
record Counters(long nanos, Map<Part, Double> cpu, long memory, long requests, long transactions, long logins) {

    /** Linux counts in hundredths of a second. */
    private static final double TICKS = 100;

    enum Part {
        OPERATOR,
        API_SERVER,
        DATABASE
    }

    static Counters read(long operator, BenchmarkServer server, InstalledLakou lakou) throws SQLException {
        return new Counters(
                System.nanoTime(),
                Map.of(
                        Part.OPERATOR, cpu(List.of(operator)),
                        Part.API_SERVER, cpuOf("kube-apiserver", "etcd"),
                        Part.DATABASE, cpuOf(server.program())),
                memory(operator),
                requests(lakou.controlPlane().auditLog()),
                server.transactions(),
                server.logins());
    }

    /** The processor time, in seconds, of the programs that this JVM has started. */
    static double cpuOf(String... programs) {
        return cpu(named(programs));
    }

    private static long requests(Path auditLog) {
        try (var lines = Files.lines(auditLog)) {
            return lines.filter(line -> line.contains("\"stage\":\"ResponseComplete\"")
                            && line.contains("system:serviceaccount:lakou-system:lakou\"")
                            && !line.contains("\"resource\":\"leases\""))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the processes, and of those of their children that have ended. */
    private static double cpu(List<Long> processes) {
        return processes.stream()
                .map(process -> text(Path.of("/proc", process.toString(), "stat")))
                .filter(text -> !text.isEmpty())
                .mapToDouble(text -> {
                    var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
                    return Stream.of(11, 12, 13, 14)
                                    .mapToDouble(field -> Double.parseDouble(fields[field]))
                                    .sum()
                            / TICKS;
                })
                .sum();
    }

    /** The processes of this JVM, and theirs, that run one of these programs. */
    private static List<Long> named(String... programs) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> Stream.of(programs)
                        .anyMatch(program -> text(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                                .contains(program)))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static long memory(long process) {
        return text(Path.of("/proc", String.valueOf(process), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Empty of a process that has ended. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
