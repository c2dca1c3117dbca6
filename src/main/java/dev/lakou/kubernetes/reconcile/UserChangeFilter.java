package dev.lakou.kubernetes.reconcile;

import dev.lakou.kubernetes.secret.IssuedPassword;
import dev.lakou.kubernetes.server.Finalizer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets through what people change: the spec, an annotation of Lakou's, the end. The status is Lakou's own. */
public class UserChangeFilter implements OnUpdateFilter<HasMetadata> {
    @Override
    public boolean accept(HasMetadata now, HasMetadata before) {
        return !userPart(now.getMetadata()).equals(userPart(before.getMetadata())) || isUnheld(now, before);
    }

    /** Lakou's own finalizer was taken away by hand. */
    private static boolean isUnheld(HasMetadata now, HasMetadata before) {
        return Finalizer.isOn(before) && !Finalizer.isOn(now);
    }

    private static UserPart userPart(ObjectMeta metadata) {
        return new UserPart(
                metadata.getGeneration(),
                metadata.getDeletionTimestamp() != null,
                Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()).entrySet().stream()
                        .filter(annotation -> annotation.getKey().startsWith(IssuedPassword.PREFIX))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private record UserPart(Long generation, boolean ending, Map<String, String> annotations) {}
}
