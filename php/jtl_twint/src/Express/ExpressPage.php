<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Express;

use Plugin\jtl_twint\src\Checkout\BuyerTexts;
use Plugin\jtl_twint\src\Checkout\Notice;
use Plugin\jtl_twint\src\Checkout\Waiting;

/** All that the template shows of a check-in: what is bought and on which terms and how to scan, or how it ended. */
final class ExpressPage
{
    private const REFRESH_SECONDS = 5;

    public readonly string $state;
    public readonly string $heading;
    public readonly string $line;
    /** Where the buyer came from. */
    public readonly string $back;
    public readonly string $backText;
    public readonly bool $isOver;
    public readonly ?string $onwards;
    public readonly ?string $refresh;
    /** For the script, as JSON. */
    public readonly string $data;

    /** @param list<array{label: string, url: string}> $laws the shop's texts that the buyer agrees to */
    public function __construct(
        CheckIn $checkIn,
        public readonly BuyerTexts $texts,
        public readonly Bought $bought,
        public readonly ?Waiting $waiting,
        public readonly ?Notice $notice,
        public readonly array $laws,
        public readonly bool $isOfAccount,
    ) {
        $state = ExpressState::of($checkIn);
        $this->state = $state->value;
        $this->heading = $state->heading($texts);
        $this->line = $state->text($texts);
        $this->back = $checkIn->page ?? ExpressUrls::basket();
        $this->backText = $texts->get($checkIn->page === null ? 'express_to_basket' : 'express_to_article');
        $this->isOver = $state->isOver();
        $this->onwards = $this->isOver ? null : ExpressUrls::page($checkIn);
        $this->refresh = $this->onwards === null ? null : self::REFRESH_SECONDS . ';url=' . $this->onwards;
        $this->data = json_encode(
            [
                'state' => $state->value,
                'onPhone' => $waiting !== null && $waiting->onPhone,
                'status' => ExpressUrls::status($checkIn),
                'file' => null,
                'done' => $this->isOver,
                'texts' => ['status_on_phone' => $texts->get('express_on_phone')] + $texts->some(Waiting::SPOKEN),
            ],
            JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES,
        );
    }
}
