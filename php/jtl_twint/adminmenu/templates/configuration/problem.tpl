<div class="text-danger" id="twint-problem-{$place}" data-problem="{$problem->field}">
    {$problem->text} {include file='../explained.tpl' explained=$problemExplained}
    {if $problem->offersNamedStore && $entry.candidate !== null}
        <button class="btn btn-outline-primary btn-sm" type="submit" name="twint_action" value="certificate.try" formnovalidate data-twint="take-named-store">{__('twint.takeNamedStore')|sprintf:$entry.candidate->storeUuid}</button>
    {/if}
</div>
