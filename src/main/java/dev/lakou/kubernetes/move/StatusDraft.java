package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMove;
import dev.lakou.api.SchemaMoveStatus;
import dev.lakou.api.SchemaMoveStatus.Phase;
import dev.lakou.kubernetes.status.StatusList;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The status of a move in the making: what it said before, but for what a step has found. */
final class StatusDraft {
    private final long generation;
    private Phase phase = Phase.Checking;
    private @Nullable String from;
    private @Nullable String to;
    private @Nullable Integer percent;
    private @Nullable String size;
    private @Nullable String lag;
    private @Nullable String next;
    private @Nullable List<String> findings;
    private @Nullable String gap;
    private @Nullable String beginTime;
    private @Nullable String switchTime;
    private @Nullable String setAside;
    private @Nullable List<String> verified;
    private @Nullable Integer verifiedCount;

    private StatusDraft(long generation) {
        this.generation = generation;
    }

    static StatusDraft of(SchemaMove move) {
        var draft = new StatusDraft(move.getMetadata().getGeneration());
        Optional.ofNullable(move.getStatus()).ifPresent(draft::repeat);
        return draft;
    }

    /** The phase that its status tells. */
    static Phase phase(SchemaMove move) {
        return Optional.ofNullable(move.getStatus())
                .map(SchemaMoveStatus::phase)
                .orElse(Phase.Checking);
    }

    private void repeat(SchemaMoveStatus status) {
        phase = Optional.ofNullable(status.phase()).orElse(Phase.Checking);
        from = status.from();
        to = status.to();
        percent = status.percent();
        size = status.size();
        lag = status.lag();
        next = status.next();
        findings = status.findings();
        gap = status.gap();
        beginTime = status.beginTime();
        switchTime = status.switchTime();
        setAside = status.setAside();
        verified = status.verified();
        verifiedCount = status.verifiedCount();
    }

    StatusDraft phase(Phase now) {
        if (phase != now) {
            percent = null;
            lag = null;
        }
        phase = now;
        return this;
    }

    StatusDraft between(String source, String target) {
        from = source;
        to = target;
        return this;
    }

    StatusDraft done(int percentNow, @Nullable String lagNow) {
        percent = percentNow;
        lag = lagNow;
        return this;
    }

    StatusDraft found(List<String> all, @Nullable String sizeOfAll) {
        var fitting = StatusList.ofWords(all, "and %d more");
        findings = fitting.isEmpty() ? null : fitting;
        size = sizeOfAll;
        return this;
    }

    StatusDraft next(@Nullable String text) {
        next = text;
        return this;
    }

    StatusDraft begun(String time) {
        beginTime = time;
        return this;
    }

    StatusDraft gap(String time) {
        gap = time;
        return this;
    }

    StatusDraft switched(String time) {
        switchTime = time;
        return this;
    }

    StatusDraft setAside(@Nullable String names) {
        setAside = names;
        return this;
    }

    StatusDraft verified(List<String> things) {
        verified = StatusList.fitting(things);
        verifiedCount = things.size();
        return this;
    }

    SchemaMoveStatus with(List<Condition> conditions) {
        return new SchemaMoveStatus(
                phase,
                from,
                to,
                percent,
                size,
                lag,
                next,
                findings,
                gap,
                beginTime,
                switchTime,
                setAside,
                verified,
                verifiedCount,
                generation,
                conditions);
    }
}
