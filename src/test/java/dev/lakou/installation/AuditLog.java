package dev.lakou.installation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakou.environment.ControlPlane;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the API server wrote down about the operator's requests, from a moment on. */
public final class AuditLog {
    private static final String OPERATOR = "system:serviceaccount:lakou-system:lakou";

    private final Path file;
    private final long begin;

    private AuditLog(Path file, long begin) {
        this.file = file;
        this.begin = begin;
    }

    static AuditLog fromNow(ControlPlane controlPlane) {
        try (var lines = Files.lines(controlPlane.auditLog())) {
            return new AuditLog(controlPlane.auditLog(), lines.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static AuditLog fromTheBeginning(ControlPlane controlPlane) {
        return new AuditLog(controlPlane.auditLog(), 0);
    }

    /** The requests so far; one that watches is written down twice, when it begins and when it ends. */
    public List<Request> requests() {
        try (var lines = Files.lines(file)) {
            return lines.skip(begin)
                    .filter(line -> line.contains(OPERATOR) && line.endsWith("}"))
                    .map(line -> Serialization.unmarshal(line, JsonNode.class))
                    .filter(entry -> entry.at("/user/username").asText().equals(OPERATOR))
                    .map(AuditLog::request)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those that its roles do not allow. */
    public List<Request> forbidden() {
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
                !entry.at("/annotations/authorization.k8s.io~1decision")
                        .asText()
                        .equals("forbid"),
                entry.at("/responseStatus/code").asInt());
    }

    /** One request, named as a rule would. */
    public record Request(String verb, String resource, String uri, boolean allowed, int answer) {
        /** Whether there was nothing of this name before. */
        boolean made() {
            return answer == HttpURLConnection.HTTP_CREATED;
        }
    }
}
