<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\Tab;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Services;

/** The payments: list, detail, and what can be done with them. */
final class TransactionsTab implements Tab
{
    public function __construct(
        private readonly Services $services,
        private readonly View $view,
    ) {
    }

    public function act(PostedForm $form): ?Notice
    {
        return null;
    }

    public function render(int $menuId): string
    {
        return $this->view->fetch('transactions/list.tpl', [
            'menuId' => $menuId,
            'uncertain' => $this->services->transactions()->countIn('uncertain'),
        ]);
    }
}
