package dev.lakou.endtoend;

import dev.lakou.endtoend.CrashPoint.Moment;
import dev.lakou.faults.Fate;
import dev.lakou.faults.Write;
import dev.lakou.faults.WriteGate;
import java.util.Optional;
import java.util.function.Predicate;

/** Does something to the next write of a kind, once, and lets all others pass. */
final class OneFault implements WriteGate {
    private Optional<Fault> next = Optional.empty();

    synchronized void prepare(Moment moment, Fate fate, Predicate<Write> which) {
        next = Optional.of(new Fault(moment, fate, which));
    }

    @Override
    public Fate before(Write write) {
        return at(Moment.BEFORE, write);
    }

    @Override
    public Fate after(Write write) {
        return at(Moment.AFTER, write);
    }

    private synchronized Fate at(Moment moment, Write write) {
        var fate = next.filter(fault -> fault.moment == moment && fault.which.test(write))
                .map(Fault::fate);
        if (fate.isPresent()) {
            next = Optional.empty();
        }
        return fate.orElse(Fate.PASS);
    }

    private record Fault(Moment moment, Fate fate, Predicate<Write> which) {}
}
