<?php

// The connections of a new application's config/database.php, as far as keys of a Secret change them, and its migrator.
require 'Illuminate/autoload.php';

use Illuminate\Database\Capsule\Manager;
use Illuminate\Database\Migrations\DatabaseMigrationRepository;
use Illuminate\Database\Migrations\Migrator;
use Illuminate\Filesystem\Filesystem;
use Illuminate\Support\Facades\Facade;

$round = (int) $argv[1];
$env = fn ($key, $otherwise = null) => getenv($key) === false ? $otherwise : getenv($key);
$of_each = [
    'url' => $env('DB_URL'),
    'host' => $env('DB_HOST', '127.0.0.1'),
    'port' => $env('DB_PORT'),
    'database' => $env('DB_DATABASE', 'laravel'),
    'username' => $env('DB_USERNAME', 'root'),
    'password' => $env('DB_PASSWORD', ''),
    'prefix' => '',
];
$connections = [
    'pgsql' => ['driver' => 'pgsql', 'charset' => 'utf8', 'search_path' => 'public', 'sslmode' => 'prefer'] + $of_each,
    'mysql' => ['driver' => 'mysql', 'charset' => 'utf8mb4', 'collation' => 'utf8mb4_unicode_ci', 'strict' => true, 'engine' => null] + $of_each,
];

$manager = new Manager();
$manager->addConnection($connections[$env('DB_CONNECTION')]);
$manager->setAsGlobal();
$manager->bootEloquent();
$manager->getContainer()->instance('db', $manager->getDatabaseManager());
$manager->getContainer()->bind('db.schema', fn () => $manager->schema());
Facade::setFacadeApplication($manager->getContainer());

@mkdir('migrations');
$migration = fn ($up) => "<?php return new class extends Illuminate\\Database\\Migrations\\Migration { public function up() { $up } };";
if ($round === 1) {
    file_put_contents('migrations/2026_01_01_000001_first.php', $migration(
        'Illuminate\Support\Facades\Schema::create("orders", function ($table) { $table->id(); $table->enum("state", ["open", "closed"]); $table->timestamps(); });'));
}
if ($round === 3) {
    file_put_contents('migrations/2026_01_01_000003_third.php', $migration(
        'Illuminate\Support\Facades\Schema::table("orders", function ($table) { $table->string("name")->nullable()->index(); });'));
}
$repository = new DatabaseMigrationRepository($manager->getDatabaseManager(), 'migrations');
if (! $repository->repositoryExists()) {
    $repository->createRepository();
}
$done = (new Migrator($repository, $manager->getDatabaseManager(), new Filesystem()))->run('migrations');
if (count($done) !== ($round === 2 ? 0 : 1)) {
    throw new Exception('migrated: ' . implode(', ', $done));
}

class Order extends Illuminate\Database\Eloquent\Model
{
    protected $guarded = [];
}
Order::create(['state' => 'open']);
if (Order::count() !== $round) {
    throw new Exception(Order::count() . " rows in round $round");
}
