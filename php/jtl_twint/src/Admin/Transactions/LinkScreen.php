<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use Plugin\jtl_twint\src\Admin\Documentation\Manual;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Permission;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Checkout\LinkLetter;
use Plugin\jtl_twint\src\Checkout\LinkMails;
use Plugin\jtl_twint\src\Health\Sentence;

/** Looks an order up by its number, shows to whom the link that pays it would go, and sends it. */
final class LinkScreen
{
    private const ACTION = 'link';

    public function __construct(
        private readonly LinkMails $links,
        private readonly Manual $manual,
        private readonly View $view,
    ) {
    }

    public static function concerns(PostedForm $form): bool
    {
        return $form->action() === self::ACTION;
    }

    public function act(PostedForm $form, string $admin): Notice
    {
        if (!Permission::MoveMoney->isGranted()) {
            return Notice::error(__('twint.notPermitted'));
        }
        $number = $form->text('twint_order');
        $address = $form->text('twint_address');
        $refusal = $this->links->send($number, $address, $admin);

        return $refusal === null
            ? Notice::success(sprintf(__('twint.tx.link.sent'), $number, $address))
            : Notice::error(__('twint.tx.link.refusal.' . $refusal->value));
    }

    public function html(string $number, Address $address): string
    {
        $letter = $number === '' ? null : $this->links->letter($number);
        $word = $letter?->refusal?->value;
        $refusal = $word === null ? null : __('twint.tx.link.refusal.' . $word);

        return $this->view->fetch('transactions/link.tpl', [
            'address' => $address,
            'menuId' => $address->menuId,
            'number' => $number,
            'letter' => $letter,
            'refusal' => $refusal,
            'explained' => $this->manual->placeOf($refusal),
            'last' => $letter === null ? '' : self::last($letter),
            'maySend' => Permission::MoveMoney->isGranted(),
        ]);
    }

    private static function last(LinkLetter $letter): string
    {
        return $letter->secondsAgo === null
            ? ''
            : sprintf(__('twint.tx.link.last'), Sentence::ago($letter->secondsAgo)->text(), $letter->by);
    }
}
