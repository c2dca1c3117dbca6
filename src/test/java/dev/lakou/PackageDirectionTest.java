package dev.lakou;

import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "dev.lakou", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDirectionTest {
    @ArchTest
    static final ArchRule modelKnowsOnlyTheLanguage = classes()
            .that()
            .resideInAPackage("..lakou.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.lakou.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule planAddsOnlyTheModel = classes()
            .that()
            .resideInAPackage("..lakou.plan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.lakou.plan..", "dev.lakou.model..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule databaseDoesNotKnowKubernetes = noClasses()
            .that()
            .resideInAPackage("..lakou.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lakou.kubernetes..",
                    "dev.lakou.api..",
                    "dev.lakou.connection..",
                    "io.fabric8..",
                    "io.javaoperatorsdk..");

    @ArchTest
    static final ArchRule kubernetesKnowsNoJdbcAndNoDialect = noClasses()
            .that()
            .resideInAPackage("..lakou.kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "dev.lakou.database.jdbc..",
                    "dev.lakou.database.postgresql..",
                    "dev.lakou.database.mysql..",
                    "org.postgresql..",
                    "com.mysql..");

    @ArchTest
    static final ArchRule dialectsDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("..database.postgresql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..database.mysql..");

    @ArchTest
    static final ArchRule norTheOtherWayRound = noClasses()
            .that()
            .resideInAPackage("..database.mysql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..database.postgresql..");

    @ArchTest
    static final ArchRule apiHasNoLogic = noClasses()
            .that()
            .resideInAPackage("..lakou.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.lakou.kubernetes..",
                    "dev.lakou.model..",
                    "dev.lakou.plan..",
                    "dev.lakou.database..",
                    "dev.lakou.connection..");

    @ArchTest
    static final ArchRule connectionKnowsNoKubernetes = noClasses()
            .that()
            .resideInAPackage("..lakou.connection..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.lakou.kubernetes..", "dev.lakou.api..", "io.fabric8..");

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("dev.lakou.(**)").should().beFreeOfCycles();

    /** The compiler lets others have a value of a type that they may not name, and the JVM does not. */
    @ArchTest
    static final ArchRule whatPublicMethodsGiveIsPublic = methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(modifier(JavaModifier.PUBLIC));
}
