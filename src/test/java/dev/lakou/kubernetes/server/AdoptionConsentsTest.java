package dev.lakou.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lakou.api.AdoptionConsent;
import dev.lakou.api.AdoptionConsent.Deletion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody takes anything over that one entry of the platform team does not allow as a whole. */
class AdoptionConsentsTest {
    private static final AdoptionRequest HR =
            new AdoptionRequest("core", List.of("hr"), List.of("hr_user", "hr_owner"), List.of());

    @Test
    void allowNothingByThemselves() {
        assertThat(new AdoptionConsents(List.of()).allow(HR)).isFalse();
    }

    @Test
    void allowWhatAnEntryNames() {
        assertThat(consents(entry("core", "hr", "hr_user", "hr_owner")).allow(HR))
                .isTrue();
    }

    @Test
    void allowWhatAPatternMeans() {
        assertThat(consents(entry("c*", "*", "hr_*")).allow(HR)).isTrue();
    }

    @Test
    void readNothingIntoANameButTheStar() {
        var dot = new AdoptionRequest("core", List.of("hxr"), List.of(), List.of());

        assertThat(consents(entry("core", "h.r")).allow(dot)).isFalse();
        assertThat(consents(entry("core", "h*r")).allow(dot)).isTrue();
    }

    @Test
    void allowNoOtherNamespace() {
        assertThat(consents(entry("cor", "hr", "*")).allow(HR)).isFalse();
    }

    @Test
    void allowNothingThatTwoEntriesAllowInPart() {
        assertThat(consents(entry("core", "hr"), entry("core", "crm", "hr_*")).allow(HR))
                .isFalse();
    }

    @Test
    void allowWhatAnotherClusterLeftWhereItIsNamed() {
        var left = new AdoptionRequest("core", List.of("hr"), List.of(), List.of("old"));
        var named = new AdoptionConsent(List.of("core"), List.of("hr"), List.of(), null, List.of("old"));

        assertThat(consents(entry("core", "hr")).allow(left)).isFalse();
        assertThat(consents(named).allow(left)).isTrue();
    }

    @Test
    void letNothingBeDroppedUnlessTheySaySo() {
        var retaining = entry("core", "hr", "hr_*");
        var deleting = new AdoptionConsent(List.of("core"), List.of("hr"), List.of("hr_*"), Deletion.Delete, null);

        assertThat(consents(retaining).allowDeletion(HR)).isFalse();
        assertThat(consents(deleting).allowDeletion(HR)).isTrue();
    }

    @Test
    void canBeMadeOfWhatARequestSays() {
        assertThat(HR.entry())
                .isEqualTo("{namespaces: [\"core\"], schemas: [\"hr\"], users: [\"hr_owner\", \"hr_user\"]}");
    }

    private static AdoptionConsents consents(AdoptionConsent... entries) {
        return new AdoptionConsents(List.of(entries));
    }

    private static AdoptionConsent entry(String namespace, String schema, String... users) {
        return new AdoptionConsent(List.of(namespace), List.of(schema), List.of(users), null, null);
    }
}
