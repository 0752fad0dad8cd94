<?php

/**
 * Prints what is asked before the open rest of a payment is captured, with a real Smarty 4, in whatever PHP runs it:
 *
 *     confirm.php SMARTY PAYMENT
 */

declare(strict_types=1);

namespace JTL\Smarty {
    require $argv[1];
    class JTLSmarty extends \Smarty
    {
    }
}

namespace {
    use JTL\Smarty\JTLSmarty;
    use Plugin\jtl_twint\src\Admin\Documentation\Manual;
    use Plugin\jtl_twint\src\Admin\Transactions\Address;
    use Plugin\jtl_twint\src\Admin\Transactions\Entries;
    use Plugin\jtl_twint\src\Admin\Transactions\MoneyDesk;
    use Plugin\jtl_twint\src\Admin\Transactions\MoneyMove;
    use Plugin\jtl_twint\src\Admin\Transactions\MoneyScreen;
    use Plugin\jtl_twint\src\Admin\View;
    use Plugin\jtl_twint\src\Payment\ManualOperations;
    use Plugin\jtl_twint\src\Payment\PositionBook;
    use Plugin\jtl_twint\src\Payment\TransactionRepository;
    use Twint\Tests\Twint;
    use Twint\Tests\World;

    require __DIR__ . '/../autoload.php';

    $folder = sys_get_temp_dir() . '/twint-confirm-' . getmypid() . '/';
    mkdir($folder);
    try {
        $smarty = new JTLSmarty();
        $smarty->setCompileDir($folder);
        $smarty->registerPlugin('modifier', '__', __(...));
        // As the shop's own class does.
        $smarty->registerPlugin('modifier', 'sprintf', sprintf(...));
        $smarty->assign('jtl_token', '');
        $world = new World(new Twint());
        $screen = new MoneyScreen(
            $world->get(ManualOperations::class),
            $world->get(PositionBook::class),
            $world->get(Manual::class),
            new View($smarty, dirname(__DIR__, 3) . '/php/jtl_twint/adminmenu/templates/'),
        );
        $payment = $world->get(TransactionRepository::class)->get((int) $argv[2]);
        $entries = Entries::blank();
        echo
            $screen->confirmation(
                MoneyMove::Capture,
                $payment,
                $entries,
                new Address('https://shop.example/admin/plugin', 1),
                $world->get(MoneyDesk::class)->quote(MoneyMove::Capture, $payment, $entries),
            )
        ;
    } finally {
        array_map(unlink(...), glob($folder . '*') ?: []);
        rmdir($folder);
    }
}
