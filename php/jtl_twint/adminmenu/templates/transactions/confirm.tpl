{include file='./moneyhead.tpl' problem=null}
<form method="post" action="{$address->of($move, $transaction->id)}" id="twint-confirm">
    {include file='./moneyform.tpl'}
    <input type="hidden" name="twint_confirmed" value="{$confirmed}">
    <input type="hidden" name="twint_whole" value="{$whole}">
    <input type="hidden" name="twint_captured" value="{$transaction->captured}">
    <input type="hidden" name="twint_refunded" value="{$transaction->refunded}">
    <input type="hidden" name="twint_scope" value="{$entries->scope}">
    {foreach $entries->quantities as $id => $quantity}<input type="hidden" name="twint_quantity[{$id}]" value="{$quantity}">{/foreach}
    {foreach $entries->amounts as $id => $typed}<input type="hidden" name="twint_amounts[{$id}]" value="{$typed}">{/foreach}
    <input type="hidden" name="twint_amount" value="{$entries->amount}">
    <input type="hidden" name="twint_fee" value="{$entries->fee}">
    {if $entries->final}<input type="hidden" name="twint_final" value="1">{/if}
    <input type="hidden" name="twint_reason" value="{$entries->reason}">
    {if $entries->happened !== null}<input type="hidden" name="twint_happened" value="{if $entries->happened}yes{else}no{/if}">{/if}
    {if $move === 'resolve'}
        <p class="lead">{if $entries->happened}{__('twint.tx.resolve.confirmYes')}{else}{__('twint.tx.resolve.confirmNo')}{/if}</p>
    {elseif $move === 'enter' && $entries->happened !== true}
        <p class="lead">{__('twint.tx.enter.confirmNo')}</p>
    {else}
        <p class="lead">{__("twint.tx.`$move`.confirm")} <strong class="text-nowrap" id="twint-confirm-amount">{$amount}</strong>{if $words !== ''} <span id="twint-confirm-words">({$words})</span>{/if}</p>
    {/if}
    {if count($rows) > 0}
        <table class="table table-sm twint-narrow">
            <tbody>
                {foreach $rows as $row}
                    <tr><th scope="row">{$row.name}</th><td>{if $row.quantity !== ''}{$row.quantity}&times;{/if}</td><td class="text-right text-nowrap">{$row.amount}</td></tr>
                {/foreach}
            </tbody>
        </table>
    {/if}
    {if $entries->amount !== '' && $entries->scope === 'part'}<p>{__("twint.tx.`$move`.amount")}: CHF {$entries->amount}</p>{/if}
    {if $fee !== ''}<p>{__('twint.tx.refund.fee')}: {$fee}</p>{/if}
    {if $entries->reason !== ''}<p>{__("twint.tx.`$move`.reason")}: {$entries->reason}</p>{/if}
    {if $move === 'capture'}
        <p>{if $closes}{__('twint.tx.capture.releases')|sprintf:$after}{else}{__('twint.tx.capture.after')|sprintf:$after}{/if}</p>
    {elseif $move === 'refund'}
        <p>{__('twint.tx.refund.after')|sprintf:$after}</p>
    {/if}
    <div class="save-wrapper">
        <button class="btn btn-primary" type="submit" name="twint_step" value="do">{__("twint.tx.`$move`.do")}</button>
        <button class="btn btn-outline-primary" type="submit" name="twint_step" value="edit">{__('twint.tx.edit')}</button>
        <a class="btn btn-outline-primary" href="{$address->payment($transaction->id)}">{__('twint.tx.abort')}</a>
    </div>
</form>
