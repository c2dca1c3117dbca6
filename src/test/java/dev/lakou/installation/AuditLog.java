package dev.lakou.installation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the API server wrote down about the operator's requests, from a moment on. */
final class AuditLog {
    private static final String OPERATOR = "system:serviceaccount:lakou-system:lakou";

    private final Path file;
    private final long begin;

    private AuditLog(Path file, long begin) {
        this.file = file;
        this.begin = begin;
    }

    static AuditLog fromNow(Cluster cluster) {
        var file = cluster.controlPlane().auditLog();
        return new AuditLog(file, text(file).length());
    }

    /** The requests so far; one that watches is written down twice, when it begins and when it ends. */
    List<Request> requests() {
        var text = text(file).substring((int) begin);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> Serialization.unmarshal(line, JsonNode.class))
                .filter(entry -> entry.at("/user/username").asText().equals(OPERATOR))
                .map(AuditLog::request)
                .toList();
    }

    List<Request> forbidden() {
        return requests().stream().filter(request -> !request.allowed()).toList();
    }

    private static Request request(JsonNode entry) {
        var object = entry.path("objectRef");
        var resource = object.path("resource").asText();
        var subresource = object.path("subresource").asText();
        return new Request(
                entry.path("verb").asText(),
                subresource.isEmpty() ? resource : resource + "/" + subresource,
                entry.path("requestURI").asText(),
                entry.at("/responseStatus/code").asInt());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request, named as a rule would. */
    record Request(String verb, String resource, String uri, int answer) {
        boolean allowed() {
            return answer != HttpURLConnection.HTTP_FORBIDDEN;
        }

        /** Whether there was nothing of this name before. */
        boolean made() {
            return answer == HttpURLConnection.HTTP_CREATED;
        }
    }
}
