package dev.lakou.kubernetes.statements;

import dev.lakou.api.ServiceSchema;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks Kubernetes who asks, and whether he may see a ServiceSchema. */
@Singleton
class CallerReview {
    private static final String BEARER = "Bearer ";

    private final KubernetesClient client;

    CallerReview(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param authorization the header of that name
     * @throws HttpException unless it is the token of somebody who may get the ServiceSchema, whether there is one or not
     */
    void require(Optional<String> authorization, String namespace, String name) {
        var token = authorization
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new HttpException(401, "Send a token of Kubernetes: Authorization: Bearer ..."));
        var user = asked(() -> user(token));
        if (!asked(() -> mayGet(user, namespace, name))) {
            throw new HttpException(
                    403,
                    "\"%s\" may not get the ServiceSchema \"%s\" of the namespace \"%s\"."
                            .formatted(user.getUsername(), name, namespace));
        }
    }

    private UserInfo user(String token) {
        var review = client.tokenReviews()
                .create(new TokenReviewBuilder()
                        .withNewSpec()
                        .withToken(token)
                        .endSpec()
                        .build());
        if (!Boolean.TRUE.equals(review.getStatus().getAuthenticated())) {
            throw new HttpException(401, "Kubernetes does not take this token.");
        }
        return review.getStatus().getUser();
    }

    private boolean mayGet(UserInfo user, String namespace, String name) {
        var review = client.authorization()
                .v1()
                .subjectAccessReview()
                .create(new SubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withUser(user.getUsername())
                        .withUid(user.getUid())
                        .withGroups(user.getGroups())
                        .withExtra(user.getExtra())
                        .withNewResourceAttributes()
                        .withVerb("get")
                        .withGroup(HasMetadata.getGroup(ServiceSchema.class))
                        .withVersion(HasMetadata.getVersion(ServiceSchema.class))
                        .withResource(HasMetadata.getPlural(ServiceSchema.class))
                        .withNamespace(namespace)
                        .withName(name)
                        .endResourceAttributes()
                        .endSpec()
                        .build());
        return Boolean.TRUE.equals(Objects.requireNonNull(review.getStatus()).getAllowed());
    }

    private static <A> A asked(Supplier<A> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw new HttpException(
                    503,
                    e.getCode() == 403
                            ? "Lakou may not ask Kubernetes who you are: its ClusterRole needs create on tokenreviews and subjectaccessreviews."
                            : "Kubernetes does not say just now who you are. Try again.");
        }
    }
}
