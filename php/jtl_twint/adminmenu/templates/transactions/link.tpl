{include file='./navigation.tpl' here='link'}
<h2 class="subheading1">{__('twint.tx.button.link')}</h2>
<hr class="mb-3">
<p>{__('twint.tx.link.help')}</p>
<form method="get" action="{$address->form()}" class="search-toolbar mb-3" role="search" aria-label="{__('twint.tx.button.link')}">
    <input type="hidden" name="kPluginAdminMenu" value="{$menuId}">
    <input type="hidden" name="twint_screen" value="link">
    <div class="form-row align-items-end">
        <div class="col-12 col-md-6 col-lg-4 mb-2">
            <label for="twint-link-order">{__('twint.tx.field.orderNumber')}</label>
            <input class="form-control" type="text" name="order" id="twint-link-order" value="{$number}" maxlength="64" required>
        </div>
        <div class="col-auto mb-2">
            <button type="submit" class="btn btn-outline-primary"><i class="fal fa-search" aria-hidden="true"></i> {__('twint.tx.list.find')}</button>
        </div>
    </div>
</form>
{if $letter !== null}
    {if $refusal !== null}
        <div class="alert alert-warning" role="alert" id="twint-link-refusal">{$refusal} {include file='../explained.tpl'}</div>
    {/if}
    {if $letter->orderId > 0}
        <form method="post" action="{$address->link($letter->orderNumber)}" id="twint-link">
            {include file='../form.tpl' tab='Transactions' action='link'}
            <input type="hidden" name="twint_order" value="{$letter->orderNumber}">
            <input type="hidden" name="twint_address" value="{$letter->address}">
            <dl class="twint-fields">
                <div><dt>{__('twint.tx.field.orderNumber')}</dt><dd>{$letter->orderNumber}</dd></div>
                <div><dt>{__('twint.tx.list.amount')}</dt><dd class="text-nowrap">{$letter->amount}</dd></div>
                <div><dt>{__('twint.tx.link.to')}</dt><dd>{$letter->name}{if $letter->address !== ''} <strong id="twint-link-address">{$letter->address}</strong>{/if}</dd></div>
                {if $last !== ''}<div><dt>{__('twint.tx.link.before')}</dt><dd id="twint-link-last">{$last}</dd></div>{/if}
            </dl>
            {if $refusal === null}
                {if $maySend}
                    <button class="btn btn-primary" type="submit">{__('twint.tx.link.do')}</button>
                {else}
                    <p class="twint-quiet" id="twint-link-forbidden">{__('twint.notPermitted')}</p>
                {/if}
            {/if}
        </form>
    {/if}
{/if}
