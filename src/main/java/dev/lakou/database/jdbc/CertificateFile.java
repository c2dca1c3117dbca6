package dev.lakou.database.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates as files, for drivers that read nothing else; one file for equal certificates. */
public final class CertificateFile {
    private static final Map<String, Path> FILES = new ConcurrentHashMap<>();

    private CertificateFile() {}

    /** The file that holds this PEM; it goes with the process. */
    public static Path of(String pem) {
        return FILES.computeIfAbsent(pem, CertificateFile::write);
    }

    private static Path write(String pem) {
        try {
            var file = Files.createTempFile("lakou-ca-", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, pem);
        } catch (IOException e) {
            throw new UncheckedIOException("The certificate authority cannot be written to a file.", e);
        }
    }
}
