<div class="twint-scroll">
    <table class="table table-align-top twint-stack twint-positions" id="twint-positions">
        <caption class="sr-only">{__('twint.tx.positions.caption')}</caption>
        <thead>
            <tr>
                <th scope="col">{__('twint.tx.positions.name')}</th>
                <th scope="col">{__('twint.tx.positions.sku')}</th>
                <th scope="col">{__('twint.tx.positions.kind')}</th>
                <th scope="col" class="text-right">{__('twint.tx.positions.vat')}</th>
                <th scope="col" class="text-right">{__('twint.tx.positions.quantity')}</th>
                <th scope="col" class="text-right">{__('twint.tx.positions.net')}</th>
                <th scope="col" class="text-right">{__('twint.tx.positions.gross')}</th>
                <th scope="col">{__("twint.tx.positions.`$move`Quantity")}</th>
                <th scope="col">{__('twint.tx.positions.amount')}</th>
            </tr>
        </thead>
        <tbody>
            {foreach $positions as $position}
                <tr>
                    <th scope="row" data-label="{__('twint.tx.positions.name')}">{$position.name}</th>
                    <td data-label="{__('twint.tx.positions.sku')}">{$position.sku}</td>
                    <td data-label="{__('twint.tx.positions.kind')}">{$position.kind}</td>
                    <td class="text-right" data-label="{__('twint.tx.positions.vat')}">{$position.vat}&nbsp;%</td>
                    <td class="text-right" data-label="{__('twint.tx.positions.quantity')}">{$position.quantity}{if $position.moved !== ''}<br><small class="twint-quiet">{__("twint.tx.positions.`$move`Moved")|sprintf:$position.moved}</small>{/if}</td>
                    <td class="text-right text-nowrap" data-label="{__('twint.tx.positions.net')}">{$position.net}</td>
                    <td class="text-right text-nowrap" data-label="{__('twint.tx.positions.gross')}">{$position.gross}{if $position.movedAmount !== ''}<br><small class="twint-quiet">{__("twint.tx.positions.`$move`Moved")|sprintf:$position.movedAmount}</small>{/if}</td>
                    <td data-label="{__("twint.tx.positions.`$move`Quantity")}"><input class="form-control twint-number" type="text" inputmode="decimal" autocomplete="off" name="twint_quantity[{$position.id}]" value="{$position.typedQuantity}" placeholder="0" aria-label="{__("twint.tx.positions.`$move`Quantity")}: {$position.name}" data-quantity></td>
                    <td data-label="{__('twint.tx.positions.amount')}"><input class="form-control twint-number" type="text" inputmode="decimal" autocomplete="off" name="twint_amounts[{$position.id}]" value="{$position.typedAmount}" placeholder="{__('twint.tx.positions.auto')}" aria-label="{__('twint.tx.positions.amount')}: {$position.name}" data-amount></td>
                </tr>
            {/foreach}
        </tbody>
    </table>
</div>
<p class="twint-quiet small">{__('twint.tx.positions.help')}</p>
