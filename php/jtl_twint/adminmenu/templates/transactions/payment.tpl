<nav class="mb-3" aria-label="{__('twint.tx.nav.list')}"><a href="{$address->list()}"><i class="fal fa-long-arrow-left" aria-hidden="true"></i> {__('twint.tx.nav.back')}</a></nav>
<div class="d-flex flex-wrap align-items-baseline mb-2" id="twint-payment" data-id="{$transaction->id}" data-phase="{$transaction->phase}">
    <h2 class="subheading1 mb-0 mr-3">{__('twint.tx.payment.title')|sprintf:$transaction->orderNumber}</h2>
    <span class="badge badge-{$colour} mr-2">{$phase}</span>
    {if $transaction->checkIn !== null}<span class="badge badge-info mr-2">{__('twint.setting.express')}</span>{/if}
    {if $transaction->environment !== 'production'}<span class="badge badge-danger">{__('twint.badgeTest')}</span>{/if}
</div>
<ol class="twint-steps" aria-label="{__('twint.tx.payment.steps')}">
    {foreach $steps as $step}
        <li class="twint-step-{$step.state}"{if $step.state === 'here'} aria-current="step"{/if}>{__("twint.tx.phase.`$step.word`")}{if $step.state === 'done'} <span class="sr-only">({__('twint.tx.payment.stepDone')})</span>{/if}</li>
    {/foreach}
</ol>
<p class="mb-4">{$explanation}{if $reason !== ''} {__('twint.tx.payment.reason')}: {$reason}. {include file='../explained.tpl'}{/if}</p>
{if $lost !== null}
    <div class="alert alert-warning" role="alert" id="twint-lost">
        <p class="mb-2">{__('twint.tx.payment.lost')|sprintf:$lost.what:$lost.at}{if $lost.resolvable} {__('twint.tx.payment.lostResolve')}{elseif $lost.early} {__('twint.refusal.too_early')}{/if}</p>
        <form method="post" action="{$address->payment($transaction->id)}">
            {include file='../form.tpl' tab='Transactions' action='refresh'}
            <input type="hidden" name="twint_id" value="{$transaction->id}">
            <button class="btn btn-primary" type="submit">{__('twint.tx.payment.findOut')}</button>
            {if $lost.resolvable && $mayMove}<a class="btn btn-outline-primary" href="{$address->of('resolve', $transaction->id)}">{__('twint.tx.button.resolve')}</a>{/if}
        </form>
    </div>
{/if}
<div class="row">
    <div class="col-lg-7">
        {if $balance !== null}
            <div class="subheading1">{__('twint.tx.payment.amounts')}</div>
            <hr class="mb-3">
            <div class="progress twint-bar mb-2" role="img" aria-label="{__('twint.tx.payment.bar')|sprintf:$balance.authorised:$balance.captured:$balance.refunded:$balance.open}{if $balance.released !== ''}, {__('twint.tx.payment.barReleased')|sprintf:$balance.released}{/if}">
                <div class="progress-bar bg-success" style="width: {$balance.keptShare}%"></div>
                <div class="progress-bar bg-secondary" style="width: {$balance.refundedShare}%"></div>
                <div class="progress-bar bg-info" style="width: {$balance.openShare}%"></div>
            </div>
            <dl class="twint-amounts" id="twint-amounts">
                <div><dt>{__('twint.tx.payment.authorised')}</dt><dd data-amount="authorised">{$balance.authorised}</dd></div>
                <div><dt><span class="twint-key bg-success" aria-hidden="true"></span>{__('twint.tx.payment.captured')}</dt><dd data-amount="captured">{$balance.captured}</dd></div>
                <div><dt><span class="twint-key bg-secondary" aria-hidden="true"></span>{__('twint.tx.payment.refunded')}</dt><dd data-amount="refunded">{$balance.refunded}</dd></div>
                <div><dt><span class="twint-key bg-info" aria-hidden="true"></span>{__('twint.tx.payment.open')}</dt><dd data-amount="open">{$balance.open}</dd></div>
                {if $balance.released !== ''}<div><dt><span class="twint-key twint-released" aria-hidden="true"></span>{__('twint.tx.payment.released')}</dt><dd data-amount="released">{$balance.released}</dd></div>{/if}
            </dl>
        {/if}
    </div>
    <div class="col-lg-5">
        {if count($buttons) > 0}
            <div class="subheading1">{__('twint.tx.payment.actions')}</div>
            <hr class="mb-3">
            {if $over}<p class="mb-2">{__('twint.tx.payment.over')}</p><details id="twint-why"><summary class="mb-2">{__('twint.tx.payment.why')}</summary>{/if}
            <ul class="list-unstyled twint-actions" id="twint-actions">
                {foreach $buttons as $button}
                    <li>
                        {if $button.forbidden !== null}
                            <button type="button" class="btn btn-outline-primary" disabled aria-describedby="twint-why-{$button.word}" data-action="{$button.word}">{$button.text}</button>
                            <small class="twint-quiet" id="twint-why-{$button.word}">{$button.forbidden} {include file='../explained.tpl' explained=$button.explained}</small>
                        {elseif $button.word === 'refresh'}
                            <form method="post" action="{$address->payment($transaction->id)}">
                                {include file='../form.tpl' tab='Transactions' action='refresh'}
                                <input type="hidden" name="twint_id" value="{$transaction->id}">
                                <button type="submit" class="btn btn-outline-primary" data-action="refresh">{$button.text}</button>
                            </form>
                        {else}
                            <a class="btn {if $button.word === 'capture'}btn-primary{else}btn-outline-primary{/if}" href="{$address->of($button.word, $transaction->id)}" data-action="{$button.word}">{$button.text}</a>
                        {/if}
                    </li>
                {/foreach}
            </ul>
            {if $over}</details>{/if}
            {if $awaitsBuyer}<p><a class="btn btn-outline-primary" href="{$address->link($transaction->orderNumber)}" data-action="link">{__('twint.tx.button.link')}</a></p>{/if}
        {/if}
    </div>
</div>
<div class="subheading1 mt-4">{__('twint.tx.payment.details')}</div>
<hr class="mb-3">
<dl class="twint-fields" id="twint-fields">
    {foreach $fields as $field}
        <div><dt>{$field.label}</dt><dd>{if $field.code}<code>{$field.text}</code>{else}{$field.text}{/if}</dd></div>
    {/foreach}
</dl>
<form method="post" action="{$ordersUrl}" class="mb-2">
    {$jtl_token nofilter}
    <input type="hidden" name="Suche" value="1">
    <input type="hidden" name="cSuche" value="{$transaction->orderNumber}">
    <button type="submit" class="btn btn-link p-0">{__('twint.tx.payment.showOrder')}</button>
</form>
<div class="subheading1 mt-4">{__('twint.tx.payment.events')}</div>
<hr class="mb-3">
<div class="twint-scroll">
    <table class="table table-striped table-align-top twint-stack" id="twint-events">
        <thead><tr><th scope="col">{__('twint.tx.event.at')}</th><th scope="col">{__('twint.tx.event.who')}</th><th scope="col">{__('twint.tx.event.what')}</th><th scope="col">{__('twint.tx.event.message')}</th></tr></thead>
        <tbody>
            {foreach $events as $event}
                <tr>
                    <td data-label="{__('twint.tx.event.at')}" class="text-nowrap">{$event.at}</td>
                    <td data-label="{__('twint.tx.event.who')}">{$event.actor}{if $event.name !== ''} ({$event.name}){/if}</td>
                    <td data-label="{__('twint.tx.event.what')}">{$event.text}{if $event.to !== ''} <span class="text-nowrap">&rarr; {$event.to}</span>{/if}</td>
                    <td data-label="{__('twint.tx.event.message')}" class="twint-message">{$event.message}</td>
                </tr>
            {foreachelse}
                <tr><td colspan="4">{__('twint.tx.payment.noEvents')}</td></tr>
            {/foreach}
        </tbody>
    </table>
</div>
<div class="subheading1 mt-4">{__('twint.tx.payment.operations')}</div>
<hr class="mb-3">
<p class="twint-quiet">{__('twint.tx.payment.operationsHelp')}</p>
{foreach $operations as $operation}
    <details class="twint-operation" data-kind="{$operation.kind}">
        <summary>
            <span class="text-nowrap">{$operation.at}</span>
            <strong>{$operation.kind}{if $operation.amount !== ''} {$operation.amount}{/if}</strong>
            <span class="badge badge-{$operation.colour}">{$operation.state}</span>
        </summary>
        <dl class="twint-fields mt-2">
            <div><dt>{__('twint.tx.event.who')}</dt><dd>{$operation.actor}{if $operation.name !== ''} ({$operation.name}){/if}</dd></div>
            {if $operation.fee !== ''}<div><dt>{__('twint.tx.operation.fee')}</dt><dd>{$operation.fee}</dd></div>{/if}
            {if $operation.note !== ''}<div><dt>{__('twint.tx.operation.note')}</dt><dd>{$operation.note}</dd></div>{/if}
            {if $operation.reference !== ''}<div><dt>{__('twint.tx.field.reference')}</dt><dd><code>{$operation.reference}</code></dd></div>{/if}
            {if $operation.uuid !== ''}<div><dt>{__('twint.tx.field.uuid')}</dt><dd><code>{$operation.uuid}</code></dd></div>{/if}
            {if $operation.messageId !== ''}<div><dt>{__('twint.tx.operation.messageId')}</dt><dd><code>{$operation.messageId}</code></dd></div>{/if}
            {if $operation.fault !== ''}<div><dt>{__('twint.tx.operation.fault')}</dt><dd><code>{$operation.fault}</code></dd></div>{/if}
            {if $operation.message !== ''}<div><dt>{__('twint.tx.event.message')}</dt><dd>{$operation.message}</dd></div>{/if}
            {if $operation.milliseconds !== ''}<div><dt>{__('twint.tx.operation.duration')}</dt><dd>{$operation.milliseconds}</dd></div>{/if}
        </dl>
        {if $operation.request !== ''}<p class="mb-1">{__('twint.tx.operation.request')}</p><pre class="twint-exchange" tabindex="0">{$operation.request}</pre>{/if}
        {if $operation.answer !== ''}<p class="mb-1">{__('twint.tx.operation.answer')}</p><pre class="twint-exchange" tabindex="0">{$operation.answer}</pre>{/if}
    </details>
{foreachelse}
    <p>{__('twint.tx.payment.noOperations')}</p>
{/foreach}
