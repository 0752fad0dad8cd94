{* On the shop's own page, whose light grey, orange and green are too pale for the white on them. *}
{$readable = ['info' => '#4f6272', 'warning' => '#a34f00', 'success' => '#0b7636']}
<div data-twint="order-payment"><span class="badge badge-{$colour}"{if isset($readable[$colour])} style="background: {$readable[$colour]}; color: #fff"{/if}>{$phase}</span> <a style="text-decoration: underline" class="text-nowrap" href="{$url}">{$amount}</a></div>
