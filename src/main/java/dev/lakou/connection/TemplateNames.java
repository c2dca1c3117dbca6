package dev.lakou.connection;

import com.samskivert.mustache.Mustache;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a template names, in the order of the text; sections that would not be shown are read too. */
final class TemplateNames implements Mustache.Visitor {
    private final Set<String> names = new LinkedHashSet<>();
    private boolean hasOpenTag;

    Set<String> names() {
        return names;
    }

    /** Whether a tag is never closed: jmustache shows it as it is. */
    boolean hasOpenTag() {
        return hasOpenTag;
    }

    @Override
    public void visitText(String text) {
        hasOpenTag |= text.contains("{{");
    }

    @Override
    public void visitVariable(String name) {
        names.add(name);
    }

    @Override
    public boolean visitInclude(String name) {
        return names.add(name);
    }

    @Override
    public boolean visitSection(String name) {
        names.add(name);
        return true;
    }

    @Override
    public boolean visitInvertedSection(String name) {
        names.add(name);
        return true;
    }
}
